import { CircleCheck, EyeOff, Hourglass, TriangleAlert } from "lucide-react";
import { CHECK_LIMITS, checkWords, claimWords } from "#components/summaries/claim-words";
import { claimId } from "#components/summaries/claims";
import type { SummaryRow } from "#lib/summaries/view";

/** What was found when the summary was held against its email: for eyes, screen readers and phones alike. */
export function ClaimList({ row }: { row: SummaryRow }) {
  if (!row.isGrounded) {
    return (
      <p className="flex items-center gap-1.5 text-xs text-muted">
        <Hourglass aria-hidden className="size-3.5 shrink-0" />
        Being checked against the email…
      </p>
    );
  }
  if (row.claims.length === 0) {
    return (
      <p className="flex items-start gap-1.5 text-xs text-muted">
        <CircleCheck aria-hidden className="mt-0.5 size-3.5 shrink-0 text-success-soft-foreground" />
        {checkWords(row.claims)}
      </p>
    );
  }
  return (
    <section
      aria-label="Checked against the email"
      className="flex flex-col gap-1.5 rounded-lg bg-warning-soft px-3 py-2.5 text-sm text-warning-soft-foreground"
    >
      <p className="font-medium">{checkWords(row.claims)}</p>
      <ul className="flex flex-col gap-1">
        {row.claims.map((claim) => {
          const Icon = claim.isHidden ? EyeOff : TriangleAlert;
          return (
            <li
              key={claimId(row.id, claim)}
              id={claimId(row.id, claim)}
              tabIndex={-1}
              className="flex items-start gap-2"
            >
              <Icon aria-hidden className="mt-1 size-3.5 shrink-0" />
              <span className="min-w-0 wrap-anywhere">{claimWords(claim, row.text)}</span>
            </li>
          );
        })}
      </ul>
      <p className="text-xs">{CHECK_LIMITS}</p>
    </section>
  );
}
