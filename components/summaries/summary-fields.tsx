"use client";

import type { ReactNode } from "react";
import { claimsIn, ExplainedText } from "#components/summaries/claims";
import { SummaryTags } from "#components/summaries/summary-tags";
import type { TagWork } from "#components/summaries/use-tag-work";
import { StatusBadge, type Tone } from "#components/ui/status-badge";
import type { Fields, OwnValue } from "#lib/prompts/form";
import type { ClaimPlace, SummaryRow } from "#lib/summaries/view";

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
  const value = (text: string, field: ClaimPlace["field"], at: number) => (
    <ExplainedText id={row.id} text={text} terms={[]} claims={claimsIn(row.claims, field, at)} />
  );
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
            {actions?.map((action, at) => (
              <li key={JSON.stringify(action)} dir="auto" className="border-s-2 border-accent ps-3">
                <span className="font-medium">{action.what}</span>
                <span className="block text-muted">
                  {action.owner ? value(action.owner, "owners", at) : "Nobody named"},{" "}
                  {action.due ? <>by {value(action.due, "dues", at)}</> : "no date"}
                </span>
              </li>
            ))}
          </ul>
        </Part>
        <Part name="Dates" isEmpty={!dates?.length} isAsked={dates !== undefined}>
          <Pairs pairs={dates?.map((one, at) => [value(one.date, "dates", at), one.what, one.date]) ?? []} />
        </Part>
        <Part name="Amounts" isEmpty={!amounts?.length} isAsked={amounts !== undefined}>
          <Pairs pairs={amounts?.map((one, at) => [value(one.amount, "amounts", at), one.what, one.amount]) ?? []} />
        </Part>
        <Part name="People" isEmpty={!people?.length} isAsked={people !== undefined}>
          <Listed names={people ?? []} show={(name, at) => value(name, "people", at)} />
        </Part>
        <Part name="Companies" isEmpty={!companies?.length} isAsked={companies !== undefined}>
          <Listed names={companies ?? []} show={(name, at) => value(name, "companies", at)} />
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

/** Each value with what it is about; the last is the value's own text. */
function Pairs({ pairs }: { pairs: [ReactNode, string, string][] }) {
  return (
    <ul className="flex flex-col gap-1">
      {pairs.map(([shown, about, text]) => (
        <li key={`${text}:${about}`}>
          <span className="font-medium">{shown}</span>
          {about ? <span className="text-muted">: {about}</span> : null}
        </li>
      ))}
    </ul>
  );
}

function Listed({ names, show }: { names: string[]; show: (name: string, at: number) => ReactNode }) {
  return names.map((name, at) => (
    <span key={name}>
      {at > 0 ? ", " : null}
      {show(name, at)}
    </span>
  ));
}

const isEmpty = (value: OwnValue) => value === null || (Array.isArray(value) && value.length === 0);

function ownWords(value: OwnValue): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return Array.isArray(value) ? value.join(", ") : String(value ?? "");
}
