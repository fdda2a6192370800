import { Check, CircleAlert, LoaderCircle } from "lucide-react";
import type { Draft } from "#components/datasets/use-draft";

/** Says whether the choices are saved. */
export function DraftStatus({ draft }: { draft: Draft }) {
  if (draft.problem) {
    return (
      <span role="alert" className="flex items-start gap-2 text-danger-soft-foreground">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        {draft.problem}
      </span>
    );
  }
  if (draft.instructions.trim() === "" && draft.status === "unsaved") return <span>Write instructions to go on.</span>;
  if (draft.status === "saved") {
    return (
      <span className="flex items-center gap-2 text-muted">
        <Check aria-hidden className="size-4 text-success" />
        Saved
      </span>
    );
  }
  return (
    <span className="flex items-center gap-2 text-muted">
      <LoaderCircle aria-hidden className="size-4 animate-spin" />
      Saving…
    </span>
  );
}
