"use client";

import { Button } from "@heroui/react/button";
import { Dropdown } from "@heroui/react/dropdown";
import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import type { BatchWork } from "#components/batches/use-batch-work";
import { RenameDialog } from "#components/ui/rename-dialog";
import type { BatchRow } from "#lib/batches/view";

type Props = {
  batch: Pick<BatchRow, "id" | "name" | "isActive">;
  work: BatchWork;
  onRemoved?: () => void;
  isSmall?: boolean;
};

/** Rename and Remove behind one small button. Removing can be undone, so it asks nothing; what runs is stopped first. */
export function BatchMenu({ batch, work, onRemoved, isSmall = false }: Props) {
  const [isRenaming, setRenaming] = useState(false);
  async function remove() {
    if (await work.remove(batch)) onRemoved?.();
  }
  return (
    <>
      <Dropdown>
        <Button isIconOnly size={isSmall ? "sm" : "md"} variant="ghost" aria-label={`More for ${batch.name}`}>
          <Ellipsis aria-hidden />
        </Button>
        <Dropdown.Popover placement="bottom end" className="min-w-44">
          <Dropdown.Menu
            aria-label={`More for ${batch.name}`}
            onAction={(key) => (key === "rename" ? setRenaming(true) : remove())}
          >
            <Dropdown.Item id="rename" textValue="Rename">
              <Pencil aria-hidden className="size-4 text-muted" />
              Rename
            </Dropdown.Item>
            {batch.isActive ? null : (
              <Dropdown.Item id="remove" textValue="Remove">
                <Trash2 aria-hidden className="size-4 text-muted" />
                Remove
              </Dropdown.Item>
            )}
          </Dropdown.Menu>
        </Dropdown.Popover>
      </Dropdown>
      <RenameDialog
        isOpen={isRenaming}
        onOpenChange={setRenaming}
        title="Rename this batch"
        name={batch.name}
        onRename={(name) => work.rename(batch, name)}
      />
    </>
  );
}
