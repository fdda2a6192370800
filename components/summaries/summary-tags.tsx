"use client";

import { Button } from "@heroui/react/button";
import { Input } from "@heroui/react/input";
import { TextField } from "@heroui/react/textfield";
import { Plus, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { TagWork } from "#components/summaries/use-tag-work";
import { showProblem } from "#components/ui/toast";
import type { SummaryRow, TagRef } from "#lib/summaries/view";

type Props = { row: SummaryRow; work: TagWork };

/** The tags of a summary, each to be taken off, and a place to add one. */
export function SummaryTags({ row, work }: Props) {
  const [isAdding, setAdding] = useState(false);
  const takeOff = async (tag: TagRef) => {
    const problem = await work.takeOff(row.id, tag);
    if (problem) showProblem(problem);
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      {row.tags.length > 0 ? (
        <ul aria-label="Tags" className="contents">
          {row.tags.map((tag) => (
            <li key={tag.id} className="max-w-full">
              <span className="inline-flex min-h-7 max-w-full items-center gap-0.5 rounded-full bg-default ps-3 pe-1 text-[0.8125rem]">
                <span dir="auto" className="truncate">
                  {tag.name}
                </span>
                <button
                  type="button"
                  aria-label={`Take off ${tag.name}`}
                  onClick={() => takeOff(tag)}
                  className="grid size-6 shrink-0 place-items-center rounded-full text-muted outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-focus"
                >
                  <X aria-hidden className="size-3.5" />
                </button>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {isAdding ? (
        <AddTag onAdd={(name) => work.add(row.id, name)} onDone={() => setAdding(false)} />
      ) : (
        <Button size="sm" variant="ghost" onPress={() => setAdding(true)}>
          <Plus aria-hidden />
          Add tag
        </Button>
      )}
    </div>
  );
}

type AddProps = { onAdd: (name: string) => Promise<string | undefined>; onDone: () => void };

function AddTag({ onAdd, onDone }: AddProps) {
  const [name, setName] = useState("");
  async function add(event: FormEvent) {
    event.preventDefault();
    const typed = name.trim();
    const problem = typed ? await onAdd(typed) : undefined;
    if (problem) showProblem(problem);
    else onDone();
  }
  return (
    <form onSubmit={add} className="flex items-center gap-1">
      <TextField autoFocus aria-label="New tag" value={name} onChange={setName} maxLength={60} className="w-36">
        <Input
          onKeyDown={(event) => {
            if (event.key === "Escape") onDone();
          }}
        />
      </TextField>
      <Button type="submit" size="sm" variant="secondary">
        Add
      </Button>
    </form>
  );
}
