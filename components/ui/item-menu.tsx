"use client";
import { Button } from "@heroui/react/button";
import { Dropdown } from "@heroui/react/dropdown";
import { Label } from "@heroui/react/label";
import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { RenameDialog } from "#components/ui/rename-dialog";

type Props = {
  name: string;
  /** Title of the dialog, "Rename this batch". */
  renameTitle: string;
  /** Answers a sentence that says why not, or undefined when it worked. */
  onRename: (name: string) => Promise<string | undefined>;
  onRemove: () => void;
  canRemove?: boolean;
  isSmall?: boolean;
};

/** Rename and Remove of one thing, behind one button. Removing can be undone, so it asks nothing. */
export function ItemMenu({ name, renameTitle, onRename, onRemove, canRemove = true, isSmall = false }: Props) {
  const [isRenaming, setRenaming] = useState(false);
  return (
    <>
      <Dropdown>
        <Button aria-label={`More for ${name}`} isIconOnly size={isSmall ? "sm" : "md"} variant="ghost">
          <Ellipsis aria-hidden />
        </Button>
        <Dropdown.Popover placement="bottom end" className="min-w-44">
          <Dropdown.Menu
            aria-label={`More for ${name}`}
            onAction={(key) => (key === "rename" ? setRenaming(true) : onRemove())}
          >
            <Dropdown.Item id="rename" textValue="Rename">
              <Pencil aria-hidden className="size-4 text-muted" />
              <Label>Rename</Label>
            </Dropdown.Item>
            {canRemove ? (
              <Dropdown.Item id="remove" textValue="Remove">
                <Trash2 aria-hidden className="size-4 text-muted" />
                <Label>Remove</Label>
              </Dropdown.Item>
            ) : null}
          </Dropdown.Menu>
        </Dropdown.Popover>
      </Dropdown>
      <RenameDialog
        isOpen={isRenaming}
        onOpenChange={setRenaming}
        title={renameTitle}
        name={name}
        onRename={onRename}
      />
    </>
  );
}
