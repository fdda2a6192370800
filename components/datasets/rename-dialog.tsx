"use client";
import { Button } from "@heroui/react/button";
import { FieldError } from "@heroui/react/field-error";
import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { Modal } from "@heroui/react/modal";
import { TextField } from "@heroui/react/textfield";
import { type FormEvent, useState } from "react";
import type { DatasetActions } from "#components/datasets/actions";
import { useRun } from "#components/datasets/use-dataset-actions";

const LONGEST = 200;

type Props = {
  dataset: { id: number; name: string };
  rename: DatasetActions["rename"];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** Gives a dataset another name. */
export function RenameDialog({ dataset, rename, isOpen, onOpenChange }: Props) {
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={onOpenChange}>
      <Modal.Container size="sm" placement="center">
        <Modal.Dialog>
          <Modal.Header>
            <Modal.Heading className="text-lg font-semibold">Rename this dataset</Modal.Heading>
          </Modal.Header>
          <RenameForm dataset={dataset} rename={rename} onDone={() => onOpenChange(false)} />
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

function RenameForm({ dataset, rename, onDone }: Pick<Props, "dataset" | "rename"> & { onDone: () => void }) {
  const [name, setName] = useState(dataset.name);
  const [isBusy, setBusy] = useState(false);
  const run = useRun();
  const isEmpty = name.trim() === "";
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (isEmpty || isBusy) return;
    setBusy(true);
    const isDone = await run(() => rename({ id: dataset.id, name: name.trim() }));
    setBusy(false);
    if (isDone) onDone();
  };
  return (
    <form onSubmit={save}>
      <Modal.Body className="p-1">
        <TextField value={name} onChange={setName} maxLength={LONGEST} isInvalid={isEmpty} autoFocus fullWidth>
          <Label>Name</Label>
          <Input autoComplete="off" />
          <FieldError>Type a name.</FieldError>
        </TextField>
      </Modal.Body>
      <Modal.Footer>
        <Button variant="tertiary" onPress={onDone}>
          Cancel
        </Button>
        <Button type="submit" isPending={isBusy} isDisabled={isEmpty}>
          Rename
        </Button>
      </Modal.Footer>
    </form>
  );
}
