import { Bot } from "lucide-react";
import { kindOf } from "#lib/providers/kinds";
import type { Steering } from "#lib/summaries/view";

/** Says that an email speaks to a model, in its own words, and what that means for the summary. */
export function SteeringNotice({ steering, provider }: { steering: Steering; provider: string }) {
  return (
    <div className="flex items-start gap-2 rounded-lg bg-warning-soft px-3 py-2.5 text-sm text-warning-soft-foreground">
      <Bot aria-hidden className="mt-0.5 size-4 shrink-0" />
      <p className="min-w-0 wrap-anywhere">
        <strong className="font-semibold">
          This email {steering.isHidden ? "hides text that addresses" : "contains text that addresses"} an AI:
        </strong>{" "}
        “{steering.quote}”. {meaning(provider)}
      </p>
    </div>
  );
}

function meaning(provider: string): string {
  return kindOf(provider) === "engine"
    ? "The built-in engine follows no instructions in emails, but may have quoted them."
    : "Emails are sent as text to be summarised, not as instructions; still, compare the summary with the email.";
}
