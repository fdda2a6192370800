"use client";

import type { ReactNode } from "react";
import { SummaryTags } from "#components/summaries/summary-tags";
import type { TagWork } from "#components/summaries/use-tag-work";
import { StatusBadge, type Tone } from "#components/ui/status-badge";
import type { Fields, OwnValue } from "#lib/prompts/form";
import type { SummaryRow } from "#lib/summaries/view";

type Props = { row: SummaryRow; fields: Fields | null; work: TagWork };

const SENTIMENT: Record<string, { tone: Tone; label: string }> = {
  positive: { tone: "good", label: "Positive" },
  neutral: { tone: "neutral", label: "Neutral" },
  negative: { tone: "bad", label: "Negative" },
  mixed: { tone: "warn", label: "Mixed feelings" },
};
const URGENCY: Record<string, { tone: Tone; label: string }> = {
  low: { tone: "neutral", label: "Low urgency" },
  normal: { tone: "neutral", label: "Normal urgency" },
  high: { tone: "warn", label: "High urgency" },
  critical: { tone: "bad", label: "Critical" },
};

/** What an answer says beside its summary: tags, judgements, who and what is named, what is to be done, own fields. */
export function SummaryFields({ row, fields, work }: Props) {
  if (row.outcome !== "summarised") return null;
  const { category, sentiment, urgency, people, companies, dates, amounts, actions, own } = fields ?? {};
  return (
    <section aria-label="Fields" className="mt-4 flex flex-col gap-4 border-t border-separator pt-4 text-sm">
      {category || sentiment || urgency ? (
        <p className="flex flex-wrap gap-2">
          {category ? <StatusBadge tone="busy" isStill label={category} /> : null}
          {sentiment ? <StatusBadge {...(SENTIMENT[sentiment] ?? { tone: "neutral", label: sentiment })} /> : null}
          {urgency ? <StatusBadge {...(URGENCY[urgency] ?? { tone: "neutral", label: urgency })} /> : null}
        </p>
      ) : null}
      <SummaryTags row={row} work={work} />
      <dl className="flex flex-col gap-3">
        <Part name="Action items" isEmpty={!actions?.length} isAsked={actions !== undefined}>
          <ul className="flex flex-col gap-2">
            {actions?.map((action) => (
              <li key={JSON.stringify(action)} dir="auto" className="border-s-2 border-accent ps-3">
                <span className="font-medium">{action.what}</span>
                <span className="block text-muted">
                  {[action.owner ?? "Nobody named", action.due ? `by ${action.due}` : "no date"].join(", ")}
                </span>
              </li>
            ))}
          </ul>
        </Part>
        <Part name="Dates" isEmpty={!dates?.length} isAsked={dates !== undefined}>
          <Pairs pairs={dates?.map((one) => [one.date, one.what]) ?? []} />
        </Part>
        <Part name="Amounts" isEmpty={!amounts?.length} isAsked={amounts !== undefined}>
          <Pairs pairs={amounts?.map((one) => [one.amount, one.what]) ?? []} />
        </Part>
        <Part name="People" isEmpty={!people?.length} isAsked={people !== undefined}>
          {people?.join(", ")}
        </Part>
        <Part name="Companies" isEmpty={!companies?.length} isAsked={companies !== undefined}>
          {companies?.join(", ")}
        </Part>
        {Object.entries(own ?? {}).map(([name, value]) => (
          <Part key={name} name={name} isEmpty={isEmpty(value)} isAsked>
            {ownWords(value)}
          </Part>
        ))}
      </dl>
    </section>
  );
}

type PartProps = { name: string; isEmpty: boolean; isAsked: boolean; children: ReactNode };

/** A field by its name; one that was asked for and has nothing says so. */
function Part({ name, isEmpty: hasNothing, isAsked, children }: PartProps) {
  if (!isAsked) return null;
  return (
    <div className="grid gap-x-4 gap-y-0.5 min-[26rem]:grid-cols-[7rem_minmax(0,1fr)]">
      <dt className="text-muted wrap-anywhere">{name}</dt>
      <dd dir="auto" className="min-w-0 wrap-anywhere">
        {hasNothing ? <span className="text-muted">Not in the email</span> : children}
      </dd>
    </div>
  );
}

function Pairs({ pairs }: { pairs: [string, string][] }) {
  return (
    <ul className="flex flex-col gap-1">
      {pairs.map(([what, about]) => (
        <li key={`${what}:${about}`}>
          <span className="font-medium">{what}</span>
          {about ? <span className="text-muted">: {about}</span> : null}
        </li>
      ))}
    </ul>
  );
}

const isEmpty = (value: OwnValue) => value === null || (Array.isArray(value) && value.length === 0);

function ownWords(value: OwnValue): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return Array.isArray(value) ? value.join(", ") : String(value ?? "");
}
