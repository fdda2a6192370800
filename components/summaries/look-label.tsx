import { TriangleAlert } from "lucide-react";

/** On a summary that says something its email does not, or whose email tries to steer it. */
export function LookLabel() {
  return (
    <span className="inline-flex items-center gap-1 rounded-full bg-warning-soft px-2 py-0.5 text-xs font-medium whitespace-nowrap text-warning-soft-foreground">
      <TriangleAlert aria-hidden className="size-3 shrink-0" />
      Needs a look
    </span>
  );
}
