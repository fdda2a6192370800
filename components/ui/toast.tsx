"use client";
import { ToastProvider, toast } from "@heroui/react/toast";

const UNDO_MS = 10_000;

/** Where short messages appear. Stands once, in the shell. */
export function Toasts() {
  return <ToastProvider placement="bottom end" width="min(26rem, calc(100vw - 2rem))" />;
}

/** Tells that something worked. */
export function showNotice(message: string) {
  toast(message, { variant: "default" });
}

/** Tells what did not work, in a sentence that can be shown; stays until it is closed. */
export function showProblem(message: string) {
  toast(message, { variant: "danger", timeout: 0 });
}

/** Tells what was done and offers to undo it for ten seconds. */
export function showUndo(message: string, onUndo: () => void) {
  const key = toast(message, {
    variant: "default",
    timeout: UNDO_MS,
    actionProps: {
      children: "Undo",
      variant: "secondary",
      size: "sm",
      onPress: () => {
        toast.close(key);
        onUndo();
      },
    },
  });
}
