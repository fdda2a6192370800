"use client";

import { Button } from "@heroui/react/button";
import { Merge, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import type { TagWork } from "#components/summaries/use-tag-work";
import { Choice } from "#components/ui/choice";
import { RenameDialog } from "#components/ui/rename-dialog";
import { useFormat } from "#lib/client/format";
import type { TagRow } from "#lib/tags/view";

type Props = { tags: TagRow[]; work: TagWork; onProblem: (problem: string | null) => void };

/** All tags, the most frequent first, each to be renamed, merged into another or removed. */
export function TagList({ tags, work, onProblem }: Props) {
  const [renamed, setRenamed] = useState<TagRow | null>(null);
  const [merged, setMerged] = useState<TagRow | null>(null);
  const format = useFormat();
  const tell = async (work: Promise<string | undefined>) => onProblem((await work) ?? null);
  return (
    <section aria-labelledby="all-tags" className="flex flex-col gap-2">
      <h3 id="all-tags" className="text-sm font-semibold">
        All tags
      </h3>
      <ul className="flex flex-col divide-y divide-separator">
        {tags.map((tag) => (
          <li key={tag.id} className="flex flex-col gap-2 py-1.5">
            <span className="flex items-center gap-2">
              <span dir="auto" className="min-w-0 flex-1 text-sm wrap-anywhere">
                {tag.name}
              </span>
              <span className="numbers text-sm text-muted">{format.number(tag.count)}</span>
              <Tool label={`Rename ${tag.name}`} onPress={() => setRenamed(tag)} Icon={Pencil} />
              <Tool
                label={`Merge ${tag.name} into another`}
                onPress={() => setMerged(merged?.id === tag.id ? null : tag)}
                Icon={Merge}
              />
              <Tool label={`Remove ${tag.name}`} onPress={() => tell(work.remove(tag))} Icon={Trash2} />
            </span>
            {merged?.id === tag.id ? (
              <Choice
                label={`Make “${tag.name}” part of`}
                items={tags.filter((one) => one.id !== tag.id).map(({ id, name }) => ({ id: String(id), name }))}
                value=""
                onChange={(id) => {
                  const into = tags.find((one) => String(one.id) === id);
                  setMerged(null);
                  if (into) tell(work.merge(tag, into));
                }}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <RenameDialog
        isOpen={renamed !== null}
        onOpenChange={() => setRenamed(null)}
        title="Rename this tag"
        name={renamed?.name ?? ""}
        onRename={async (name) => (renamed ? work.rename(renamed, name) : undefined)}
      />
    </section>
  );
}

function Tool({ label, onPress, Icon }: { label: string; onPress: () => void; Icon: typeof Pencil }) {
  return (
    <Button isIconOnly size="sm" variant="ghost" aria-label={label} onPress={onPress}>
      <Icon aria-hidden />
    </Button>
  );
}
