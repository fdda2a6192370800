"use client";

import { Button } from "@heroui/react/button";
import { Printer } from "lucide-react";
import { digestWords } from "#components/insight/digest-words";
import { insightHref } from "#components/insight/hrefs";
import { useFilterWords } from "#components/summaries/filter-words";
import { ButtonLink } from "#components/ui/button-link";
import { EmptyState } from "#components/ui/empty-state";
import { useFormat } from "#lib/client/format";
import type { DigestView } from "#lib/insight/view";
import { OUTCOME_WORDS } from "#lib/summaries/filter";
import type { PrintRow, SummaryFilter } from "#lib/summaries/view";

type Props = {
  filter: SummaryFilter;
  /** How many emails are under the filter, of which `rows` are the newest. */
  total: number;
  digest: DigestView;
  rows: PrintRow[];
  printedAt: number;
};

/** The digest and its summaries on paper. What is not paper (the header, this page's buttons) is not printed. */
export function PrintScreen({ filter, total, digest, rows, printedAt }: Props) {
  const format = useFormat();
  const which = useFilterWords(filter).map(({ words }) => words);
  if (filter.q) which.unshift(`Search: ${filter.q}`);
  if (rows.length === 0)
    return (
      <EmptyState
        icon={Printer}
        title="Nothing to print"
        actions={<ButtonLink href={insightHref(filter)}>Back</ButtonLink>}
      >
        No summary matches these filters.
      </EmptyState>
    );
  return (
    <article className="paper mx-auto flex max-w-3xl flex-col gap-6">
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        <ButtonLink href={insightHref(filter)} className="me-auto">
          Back to Insight
        </ButtonLink>
        <Button variant="primary" onPress={() => window.print()}>
          <Printer aria-hidden />
          Print or save as PDF
        </Button>
      </div>
      <header>
        <h1 className="text-2xl font-semibold">Digest of {format.count(total, "email")}</h1>
        <p className="mt-1 text-sm text-muted" suppressHydrationWarning>
          {[...which, `Made by Mailgist on ${format.dateTime(printedAt)}`].join(" · ")}
        </p>
      </header>
      {digest.read > 0 ? (
        <section aria-label="Digest">
          <p className="mb-4 text-sm text-muted">{digestWords(digest, format)}</p>
          {digest.groups.map((group) => (
            <div key={`${group.title} ${group.tag}`} className="mb-4 break-inside-avoid">
              <h2 className="font-semibold first-letter:uppercase">
                {group.title} <span className="font-normal text-muted">({format.number(group.count)})</span>
              </h2>
              <ul className="mt-1 list-disc ps-5">
                {group.lines.map((line) => (
                  <li key={line.ids[0]} dir="auto">
                    {line.text}{" "}
                    <span className="text-sm text-muted" suppressHydrationWarning>
                      {line.sender || "No sender"}, {format.date(line.date)}
                      {line.ids.length > 1 ? `, and ${format.number(line.ids.length - 1)} more like it` : ""}
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </section>
      ) : null}
      <section aria-labelledby="printed-summaries">
        <h2 id="printed-summaries" className="text-lg font-semibold">
          Summaries
        </h2>
        <p className="mb-3 text-sm text-muted">
          {rows.length < total
            ? `The newest ${format.number(rows.length)} of ${format.count(total, "email")}. Narrow the filter, or export to Excel, for the rest.`
            : `All ${format.number(total)}, newest first.`}
        </p>
        <ol className="flex flex-col divide-y divide-separator">
          {rows.map((row) => (
            <li key={row.id} className="break-inside-avoid py-2.5">
              <h3 dir="auto" className="font-medium wrap-anywhere">
                {row.subject || "No subject"}
              </h3>
              <p className="text-sm text-muted" suppressHydrationWarning>
                {row.sender || "No sender"}, {format.date(row.date)}
              </p>
              <p className="foreign-text mt-0.5">
                {row.outcome === "summarised"
                  ? row.text
                  : `${OUTCOME_WORDS[row.outcome]}: ${row.reason ?? "no reason given"}`}
              </p>
            </li>
          ))}
        </ol>
      </section>
    </article>
  );
}
