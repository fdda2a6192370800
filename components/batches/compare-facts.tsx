"use client";

import { Button } from "@heroui/react/button";
import type { ReactNode } from "react";
import type { CompareWork } from "#components/batches/use-compare";
import type { BatchView } from "#lib/batches/view";
import { useFormat } from "#lib/client/format";
import type { Comparison, PickView, SideTotals } from "#lib/summaries/compare-view";
import { promptWords } from "#lib/words";

type Props = {
  left: BatchView;
  right: BatchView;
  /** What they are called beside each other. */
  names: [string, string];
  totals: Comparison | undefined;
  work: CompareWork;
};

/** What two batches asked, cost and came to, as a table, and the choice of one of them for every email. */
export function CompareFacts({ left, right, names, totals, work }: Props) {
  const format = useFormat();
  const pick = totals?.pick ?? null;
  const isBusy = pick?.state === "picking" || pick?.state === "undoing";
  const both = (cell: (batch: BatchView, side: SideTotals | undefined) => ReactNode) =>
    [cell(left, totals?.left), cell(right, totals?.right)] as const;
  const perEmail = (side: SideTotals | undefined) =>
    side && totals && totals.pairs > 0 ? format.number(Math.round(side.characters / totals.pairs)) : "…";
  const rows: [string, readonly [ReactNode, ReactNode]][] = [
    ["Provider", both((batch) => batch.providerName)],
    ["Model", both((batch) => batch.model)],
    ["Instructions", both((batch) => promptWords(batch.promptName, batch.promptVersion))],
    [
      "Summarised",
      both((batch) => `${format.number(batch.ledger.summarised)} of ${format.count(batch.ledger.emails, "email")}`),
    ],
    ["Tokens in", both((batch) => format.number(batch.usage.inputTokens))],
    ["Tokens out", both((batch) => format.number(batch.usage.outputTokens))],
    ["Cost", both((batch) => (batch.usage.cost === null ? "Price not known" : format.money(batch.usage.cost)))],
    ["Details not in the email", both((_, side) => (side ? claimWords(side, format) : "…"))],
    ["Characters, on average", both((_, side) => perEmail(side))],
    ["In use for", both((_, side) => (side ? format.count(side.inUse, "email") : "…"))],
  ];
  return (
    <div className="flex flex-col gap-4">
      <div className="overflow-x-auto">
        <table className="w-full min-w-80 table-fixed text-sm numbers">
          <thead>
            <tr className="border-b border-separator text-start">
              <th scope="col" className="w-[30%] py-2 sm:w-1/4 pe-3 text-start font-medium text-muted">
                <span className="sr-only">What</span>
              </th>
              {names.map((name) => (
                <th key={name} scope="col" className="py-2 pe-3 text-start font-semibold wrap-anywhere max-sm:text-xs">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, cells]) => (
              <tr key={name} className="border-b border-separator align-top last:border-0">
                <th
                  scope="row"
                  className="py-2 pe-3 text-start max-sm:text-xs max-sm:wrap-anywhere font-normal text-muted"
                >
                  {name}
                </th>
                <td className="py-2 pe-3 wrap-anywhere">{cells[0]}</td>
                <td className="py-2 pe-3 wrap-anywhere">{cells[1]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {[left, right].map((batch, at) => (
          <Button
            key={batch.id}
            size="sm"
            variant="outline"
            isDisabled={isBusy || !totals || totals.pairs === 0}
            onPress={() => work.pickAll(batch.id, batch === left ? right.id : left.id, names[at] ?? batch.name)}
          >
            Use “{names[at]}” for all
          </Button>
        ))}
        {pick ? <PickLine pick={pick} name={pick.batchId === left.id ? names[0] : names[1]} work={work} /> : null}
      </div>
      <p className="text-sm text-muted">
        Summaries that somebody corrected or reviewed stay in use, whichever batch you choose for all.
      </p>
    </div>
  );
}

/** How far a choice for all emails has come, with the way back for as long as there is one. */
function PickLine({ pick, name, work }: { pick: PickView; name: string; work: CompareWork }) {
  const format = useFormat();
  const count = format.count(pick.done, "email");
  const kept = pick.kept > 0 ? ` ${format.count(pick.kept, "email")} kept what a person stood by.` : "";
  const words: Record<PickView["state"], string> = {
    picking: `Putting “${name}” in use: ${count} so far.`,
    picked: `“${name}” was put in use for ${count}.${kept}`,
    undoing: `Taking that back: ${count} so far.`,
    undone: `Taken back: “${name}” is no longer chosen for all.`,
  };
  return (
    <span className="flex flex-wrap items-center gap-2 text-sm">
      <span role="status">{words[pick.state]}</span>
      {pick.state === "picking" || pick.state === "picked" ? (
        <Button size="sm" variant="ghost" onPress={() => work.undoPickAll(pick.id)}>
          Undo for all
        </Button>
      ) : null}
    </span>
  );
}

function claimWords(side: SideTotals, format: ReturnType<typeof useFormat>): string {
  if (side.grounded === 0) return "Not checked yet";
  return `${format.number(side.claims)} in ${format.count(side.grounded, "summary", "summaries")} checked`;
}
