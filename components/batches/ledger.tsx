"use client";

import Link from "next/link";
import type { Ledger } from "#lib/batches/view";
import { useFormat } from "#lib/client/format";

type Column = { key: keyof Omit<Ledger, "emails">; words: string; colour: string; outcome: string | null };

const COLUMNS: Column[] = [
  { key: "summarised", words: "summarised", colour: "bg-success", outcome: "summarised" },
  { key: "failed", words: "failed", colour: "bg-danger", outcome: "failed" },
  { key: "notRun", words: "not run", colour: "bg-warning", outcome: "not_run" },
  { key: "pending", words: "still open", colour: "bg-field-border", outcome: null },
];

/** Columns worth a word: all three outcomes once something went wrong, and what is open only while it is. */
function columnsOf(ledger: Ledger): Column[] {
  return COLUMNS.filter(({ key }) => key !== "pending" || ledger.pending > 0);
}

/** The ledger as one line: "500 emails = 487 summarised + 9 failed + 4 not run". */
export function useLedgerWords() {
  const format = useFormat();
  return (ledger: Ledger) =>
    `${format.count(ledger.emails, "email")} = ${columnsOf(ledger)
      .map(({ key, words }) => `${format.number(ledger[key])} ${words}`)
      .join(" + ")}`;
}

/** The ledger as an equation that adds up, each number leading to its emails. */
export function LedgerEquation({ batchId, ledger }: { batchId: number; ledger: Ledger }) {
  const format = useFormat();
  return (
    <div className="flex flex-col gap-5">
      <div className="numbers flex flex-wrap gap-x-3 gap-y-4 sm:gap-x-6">
        <Term value={format.number(ledger.emails)} words={ledger.emails === 1 ? "email" : "emails"} />
        {columnsOf(ledger).map((column, place) => (
          <Term
            key={column.key}
            sign={place === 0 ? "=" : "+"}
            value={format.number(ledger[column.key])}
            words={column.words}
            colour={column.colour}
            href={
              column.outcome && ledger[column.key] > 0
                ? `/summaries?batch=${batchId}&outcome=${column.outcome}`
                : undefined
            }
          />
        ))}
      </div>
      <LedgerBar ledger={ledger} />
    </div>
  );
}

type TermProps = { value: string; words: string; sign?: string; colour?: string; href?: string };

/** A number with its word, led by its sign, so that a line never ends on one. */
function Term({ value, words, sign, colour, href }: TermProps) {
  return (
    <span className="flex gap-x-3 sm:gap-x-6">
      {sign ? <span className="text-2xl leading-8 text-muted">{sign}</span> : null}
      <span className="flex flex-col gap-1">
        <span className="text-3xl leading-8 font-semibold tracking-tight">{value}</span>
        <span className="flex min-h-6 items-center gap-1.5 text-sm whitespace-nowrap text-muted">
          {colour ? <span aria-hidden className={`size-2 rounded-full ${colour}`} /> : null}
          {href ? (
            <Link href={href} className="text-link inline-flex min-h-6 items-center font-normal">
              {words}
            </Link>
          ) : (
            words
          )}
        </span>
      </span>
    </span>
  );
}

function LedgerBar({ ledger }: { ledger: Ledger }) {
  if (ledger.emails === 0) return null;
  return (
    <div aria-hidden className="flex h-2 gap-0.5 overflow-hidden rounded-full">
      {columnsOf(ledger).map(({ key, colour }) =>
        ledger[key] > 0 ? (
          <span key={key} className={`min-w-1 ${colour}`} style={{ flexGrow: ledger[key], flexBasis: 0 }} />
        ) : null,
      )}
    </div>
  );
}
