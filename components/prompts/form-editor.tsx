"use client";

import { Description } from "@heroui/react/description";
import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { TextField } from "@heroui/react/textfield";
import { useState } from "react";
import { NamesField } from "#components/prompts/names-field";
import { OwnFields } from "#components/prompts/own-fields";
import { SwitchRow } from "#components/prompts/switch-row";
import { Choice } from "#components/ui/choice";
import { type Form, SWITCHES } from "#lib/prompts/form";

type Props = { form: Form; onChange: (form: Form) => void };

const TAG_CHOICES = [
  { id: "none", name: "No tags" },
  { id: "free", name: "Free tags", note: "The model chooses 1 to 5 short topics" },
  { id: "list", name: "Tags from a list", note: "Only tags that you name" },
];
/** A start that can be changed: a category needs something to choose from. */
const FIRST_CATEGORIES = ["Question", "Request", "Complaint", "Information", "Other"];

/** Which fields an answer has beside its summary: each switched on or off, with lists to choose from and own ones. */
export function FormEditor({ form, onChange }: Props) {
  const set = (change: Partial<Form>) => onChange({ ...form, ...change });
  return (
    <div className="grid gap-4">
      <TagsField tags={form.tags} onChange={(tags) => set({ tags })} />
      <CategoryField category={form.category} onChange={(category) => set({ category })} />
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        {SWITCHES.map(({ key, name, about }) => (
          <SwitchRow key={key} name={name} about={about} isOn={form[key]} onChange={(isOn) => set({ [key]: isOn })} />
        ))}
      </div>
      <OwnFields fields={form.own} onChange={(own) => set({ own })} />
      <TextField value={form.language} onChange={(language) => set({ language })} maxLength={60}>
        <Label>Language of the answer</Label>
        <Input placeholder="The email's own" />
        <Description>For example English. Names, dates and amounts stay as they are written.</Description>
      </TextField>
    </div>
  );
}

/** Why Classic has no fields. */
export function NoFields() {
  return (
    <p className="text-sm text-muted">
      Classic sends the original request word for word and takes plain text back, so there is no place for fields.
      Choose other instructions to get tags, categories or action items.
    </p>
  );
}

function TagsField({ tags, onChange }: { tags: Form["tags"]; onChange: (tags: Form["tags"]) => void }) {
  const [wantsList, setWantsList] = useState(tags !== null && tags.length > 0);
  const mode = tags === null ? "none" : tags.length > 0 || wantsList ? "list" : "free";
  const choose = (id: string) => {
    setWantsList(id === "list");
    onChange(id === "none" ? null : id === "free" ? [] : (tags ?? []));
  };
  return (
    <div className="grid gap-3">
      <Choice label="Tags" items={TAG_CHOICES} value={mode} onChange={choose} />
      {mode === "list" ? (
        <NamesField
          label="Allowed tags"
          about="One to a line. While there is none, tags are free."
          names={tags ?? []}
          onChange={onChange}
        />
      ) : null}
    </div>
  );
}

function CategoryField({ category, onChange }: { category: string[]; onChange: (names: string[]) => void }) {
  const [isOn, setOn] = useState(category.length > 0);
  const [last, setLast] = useState(category.length > 0 ? category : FIRST_CATEGORIES);
  const isShown = isOn || category.length > 0;
  const change = (next: boolean) => {
    setOn(next);
    onChange(next ? last : []);
  };
  return (
    <div className="grid gap-3">
      <SwitchRow name="Category" about="The one that fits best, from a list" isOn={isShown} onChange={change} />
      {isShown ? (
        <NamesField
          label="Categories"
          about="One to a line. While there is none, no category is asked for."
          names={category}
          onChange={(names) => {
            if (names.length > 0) setLast(names);
            else setOn(true);
            onChange(names);
          }}
        />
      ) : null}
    </div>
  );
}
