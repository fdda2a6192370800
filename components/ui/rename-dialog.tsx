"use client";
import { Button } from "@heroui/react/button";
import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { Modal } from "@heroui/react/modal";
import { TextField } from "@heroui/react/textfield";
import { type FormEvent, useState } from "react";
import { FormProblem } from "#components/ui/form-problem";

const LONGEST = 200;

type Props = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  name: string;
  /** What a thing without a name may be called. */
  suggestion?: string;
  /** The word on its button. */
  action?: string;
  /** Answers a sentence that says why not, or undefined when it worked. */
  onRename: (name: string) => Promise<string | undefined>;
};

/** Asks for a name, as a rule another one. */
export function RenameDialog({ isOpen, onOpenChange, title, name, suggestion, action = "Rename", onRename }: Props) {
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={onOpenChange}>
      <Modal.Container size="sm" placement="center">
        <Modal.Dialog>
          <Modal.Header>
            <Modal.Heading className="text-lg font-semibold">{title}</Modal.Heading>
          </Modal.Header>
          <RenameForm
            name={name}
            begin={suggestion ?? name}
            action={action}
            onRename={onRename}
            onDone={() => onOpenChange(false)}
          />
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

type FormProps = { name: string; begin: string; action: string; onRename: Props["onRename"]; onDone: () => void };

function RenameForm({ name, begin, action, onRename, onDone }: FormProps) {
  const [typed, setTyped] = useState(begin);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function save(event: FormEvent) {
    event.preventDefault();
    const next = typed.trim();
    if (!next || isBusy) return;
    if (next === name) return onDone();
    setBusy(true);
    const sentence = await onRename(next);
    setBusy(false);
    if (sentence) setProblem(sentence);
    else onDone();
  }

  return (
    <form onSubmit={save} className="contents">
      <Modal.Body className="p-1 pt-3">
        <TextField autoFocus value={typed} onChange={setTyped} maxLength={LONGEST} isRequired validationBehavior="aria">
          <Label>Name</Label>
          <Input />
        </TextField>
        <FormProblem problem={problem} className="mt-3" />
      </Modal.Body>
      <Modal.Footer className="mt-5 flex-wrap">
        <Button variant="tertiary" onPress={onDone}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" isDisabled={isBusy || !typed.trim()}>
          {action}
        </Button>
      </Modal.Footer>
    </form>
  );
}
