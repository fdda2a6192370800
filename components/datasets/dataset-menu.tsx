"use client";
import { Button } from "@heroui/react/button";
import { Dropdown } from "@heroui/react/dropdown";
import { Label } from "@heroui/react/label";
import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import type { DatasetActions } from "#components/datasets/actions";
import { useRemoveDataset, useRenameDataset } from "#components/datasets/use-dataset-actions";
import { RenameDialog } from "#components/ui/rename-dialog";

type Props = { dataset: { id: number; name: string }; actions: DatasetActions; onRemoved?: () => void };

/** Rename and remove, behind one button. */
export function DatasetMenu({ dataset, actions, onRemoved }: Props) {
  const [isRenaming, setRenaming] = useState(false);
  const remove = useRemoveDataset(actions);
  const rename = useRenameDataset(actions);
  const act = async (key: string) => {
    if (key === "rename") setRenaming(true);
    else if (await remove(dataset)) onRemoved?.();
  };
  return (
    <>
      <Dropdown>
        <Button aria-label={`More for ${dataset.name}`} isIconOnly size="sm" variant="ghost">
          <Ellipsis aria-hidden />
        </Button>
        <Dropdown.Popover placement="bottom end" className="min-w-44">
          <Dropdown.Menu aria-label={`More for ${dataset.name}`} onAction={(key) => act(String(key))}>
            <Dropdown.Item id="rename" textValue="Rename">
              <Pencil aria-hidden className="size-4 text-muted" />
              <Label>Rename</Label>
            </Dropdown.Item>
            <Dropdown.Item id="remove" textValue="Remove">
              <Trash2 aria-hidden className="size-4 text-muted" />
              <Label>Remove</Label>
            </Dropdown.Item>
          </Dropdown.Menu>
        </Dropdown.Popover>
      </Dropdown>
      <RenameDialog
        isOpen={isRenaming}
        onOpenChange={setRenaming}
        title="Rename this dataset"
        name={dataset.name}
        onRename={(name) => rename(dataset, name)}
      />
    </>
  );
}
