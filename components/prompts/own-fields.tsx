"use client";

import { Button } from "@heroui/react/button";
import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { TextField } from "@heroui/react/textfield";
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { NamesField } from "#components/prompts/names-field";
import { Choice } from "#components/ui/choice";
import { LONGEST_HINT, LONGEST_NAME, MOST_OWN, type OwnField } from "#lib/prompts/form";

type Props = { fields: OwnField[]; onChange: (fields: OwnField[]) => void };

const KINDS: { id: OwnField["kind"]; name: string; note: string }[] = [
  { id: "text", name: "Text", note: "A few words" },
  { id: "number", name: "Number", note: "A number alone" },
  { id: "date", name: "Date", note: "As the email writes it" },
  { id: "yes_no", name: "Yes or no", note: "Empty when the email does not say" },
  { id: "choice", name: "One of a list", note: "Only what you name" },
  { id: "list", name: "Several", note: "Any number of short texts" },
];

const BLANK: OwnField = { name: "", kind: "text", hint: "", choices: [] };

/** Fields somebody adds: each with a name, a kind and a hint for the model. They come back in this order. */
export function OwnFields({ fields, onChange }: Props) {
  const replace = (at: number, change: Partial<OwnField>) =>
    onChange(fields.map((field, place) => (place === at ? { ...field, ...change } : field)));
  return (
    <fieldset className="grid gap-3">
      <legend className="text-sm font-medium">Fields of your own</legend>
      {fields.length > 0 ? (
        <ol className="mt-1 grid gap-3">
          {fields.map((field, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a field is known by its place alone while its name is typed
            <li key={at} className="grid gap-3 rounded-xl border border-border p-3">
              <OwnFieldRow field={field} at={at} onChange={(change) => replace(at, change)}>
                <MoveButtons fields={fields} at={at} onChange={onChange} />
              </OwnFieldRow>
            </li>
          ))}
        </ol>
      ) : null}
      <Button
        size="sm"
        variant="secondary"
        className="justify-self-start"
        isDisabled={fields.length >= MOST_OWN}
        onPress={() => onChange([...fields, BLANK])}
      >
        <Plus aria-hidden />
        Add a field
      </Button>
    </fieldset>
  );
}

type RowProps = {
  field: OwnField;
  at: number;
  onChange: (change: Partial<OwnField>) => void;
  children: React.ReactNode;
};

function OwnFieldRow({ field, at, onChange, children }: RowProps) {
  return (
    <>
      <div className="flex items-center justify-between gap-2">
        <span className="text-sm text-muted">Field {at + 1}</span>
        {children}
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField value={field.name} onChange={(name) => onChange({ name })} maxLength={LONGEST_NAME}>
          <Label>Name</Label>
          <Input placeholder="Order number" />
        </TextField>
        <Choice
          label="Kind"
          items={KINDS}
          value={field.kind}
          onChange={(id) => onChange({ kind: KINDS.find((kind) => kind.id === id)?.id ?? "text" })}
        />
      </div>
      <TextField value={field.hint} onChange={(hint) => onChange({ hint })} maxLength={LONGEST_HINT}>
        <Label>Hint for the model</Label>
        <Input placeholder="What it is and where it stands" />
      </TextField>
      {field.kind === "choice" ? (
        <NamesField
          label="Choices"
          about="One to a line, at least two."
          names={field.choices}
          onChange={(choices) => onChange({ choices })}
        />
      ) : null}
    </>
  );
}

function MoveButtons({ fields, at, onChange }: Props & { at: number }) {
  const name = fields[at]?.name.trim() || `field ${at + 1}`;
  const move = (by: number) => {
    const next = [...fields];
    const [moved] = next.splice(at, 1);
    if (moved) next.splice(at + by, 0, moved);
    onChange(next);
  };
  return (
    <span className="flex">
      <IconButton label={`Move ${name} up`} isDisabled={at === 0} onPress={() => move(-1)} Icon={ArrowUp} />
      <IconButton
        label={`Move ${name} down`}
        isDisabled={at === fields.length - 1}
        onPress={() => move(1)}
        Icon={ArrowDown}
      />
      <IconButton
        label={`Remove ${name}`}
        onPress={() => onChange(fields.filter((_, place) => place !== at))}
        Icon={Trash2}
      />
    </span>
  );
}

type IconProps = { label: string; isDisabled?: boolean; onPress: () => void; Icon: typeof ArrowUp };

function IconButton({ label, isDisabled = false, onPress, Icon }: IconProps) {
  return (
    <Button isIconOnly size="sm" variant="ghost" aria-label={label} isDisabled={isDisabled} onPress={onPress}>
      <Icon aria-hidden />
    </Button>
  );
}
