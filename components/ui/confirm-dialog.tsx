"use client";
import { Button } from "@heroui/react/button";
import { Modal } from "@heroui/react/modal";
import { type ReactNode, useRef, useState } from "react";
import { FormProblem } from "#components/ui/form-problem";

type Props = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  children?: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  isDanger?: boolean;
  /** Runs once, however often the button is pressed. Answer a sentence to show it and keep the dialog open. */
  onConfirm: () => Promise<string | undefined> | string | undefined;
};

/** Asks once before something that cannot be undone, and stays busy until it has happened. */
export function ConfirmDialog(props: Props) {
  const { isOpen, onOpenChange, title, children, confirmLabel, cancelLabel = "Cancel", isDanger = false } = props;
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // A ref, because a second click can come before React has rendered the first one.
  const running = useRef(false);

  const change = (next: boolean) => {
    if (running.current && !next) return;
    setProblem(null);
    onOpenChange(next);
  };

  const confirm = async () => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setProblem(null);
    try {
      const sentence = await props.onConfirm();
      if (sentence) setProblem(sentence);
      else onOpenChange(false);
    } catch {
      setProblem("That did not work. Nothing was changed; please try again.");
    } finally {
      running.current = false;
      setBusy(false);
    }
  };

  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={change} isDismissable={!isBusy}>
      <Modal.Container size="sm" placement="center">
        <Modal.Dialog>
          <Modal.Header>
            <Modal.Heading className="text-lg font-semibold">{title}</Modal.Heading>
          </Modal.Header>
          <Modal.Body>
            {children}
            <FormProblem problem={problem} className="mt-3" />
          </Modal.Body>
          <Modal.Footer className="flex-wrap">
            <Button variant="tertiary" isDisabled={isBusy} onPress={() => change(false)}>
              {cancelLabel}
            </Button>
            <Button variant={isDanger ? "danger" : "primary"} isPending={isBusy} onPress={confirm}>
              {confirmLabel}
            </Button>
          </Modal.Footer>
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}
