import { CircleAlert, CircleCheck, CircleMinus } from "lucide-react";
import { OUTCOME_WORDS } from "#lib/summaries/filter";
import type { Outcome } from "#lib/summaries/view";

const LOOK = {
  summarised: { Icon: CircleCheck, colour: "text-success-soft-foreground" },
  failed: { Icon: CircleAlert, colour: "text-danger-soft-foreground" },
  not_run: { Icon: CircleMinus, colour: "text-warning-soft-foreground" },
} as const;

/** An email's outcome as icon and word. */
export function OutcomeLabel({ outcome }: { outcome: Outcome }) {
  const { Icon, colour } = LOOK[outcome];
  return (
    <span className={`inline-flex items-center gap-1.5 text-sm ${colour}`}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {OUTCOME_WORDS[outcome]}
    </span>
  );
}
