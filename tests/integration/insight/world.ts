import type { Db } from "#db/client";
import type { Fields } from "#lib/prompts/form";
import { indexAll, makeBatch, makeOutcome, save } from "#tests/integration/summaries/stage";
import type { EmailWish } from "#tests/support/factories";
import { makeDataset } from "#tests/support/factories";

/** One summary as plain JavaScript sees it: what every count is held against. */
export type Plain = {
  id: number;
  sender: string;
  date: number;
  datasetId: number;
  batchId: number;
  outcome: "summarised" | "failed";
  fields: Fields | null;
};

const NAMES = ["Ana Ruiz", "Tom Becker", "Mei Tanaka", "Luc Moreau", "Sara Lind"];
const SENTIMENTS = ["positive", "neutral", "negative", "mixed"] as const;
const URGENCIES = ["low", "normal", "high", "critical"] as const;

/** Two datasets with a batch each, `count` summaries in all, of many dates, senders and judgements; some have none. */
export function fillStore(db: Db, count: number): Plain[] {
  const plain: Plain[] = [];
  for (const [place, share] of [0.7, 0.3].entries()) {
    const size = Math.round(count * share);
    const wishes: EmailWish[] = Array.from({ length: size }, (_, at) => {
      const name = NAMES[(at * at + place) % NAMES.length] ?? "";
      const date = at % 11 === 0 ? null : Date.UTC(2026, 2, 1) + at * 3_600_000 * 7;
      return {
        from: [{ name, address: `${name.toLowerCase().replace(" ", ".")}@example.com` }],
        date,
        subject: `Topic ${at % 7}`,
      };
    });
    const { datasetId, emailIds } = makeDataset(db, { emails: wishes });
    const batchId = makeBatch(db, datasetId);
    const outcomes = emailIds.map((emailId, at) => {
      const outcome = at % 13 === 5 ? ("failed" as const) : ("summarised" as const);
      const fields: Fields = {
        tags: [`tag ${at % 3}`],
        sentiment: SENTIMENTS[at % 4],
        urgency: URGENCIES[(at >> 2) % 4],
        category: at % 5 === 0 ? "Billing" : "Other",
        actions:
          at % 4 === 0
            ? [{ what: `Do ${at}`, owner: at % 8 === 0 ? "Ana" : null, due: at % 3 === 0 ? "2026-04-01" : null }]
            : [],
      };
      const text =
        outcome === "summarised" ? `${at % 6 === 0 ? "Contract" : "Letter"} number ${at} needs an answer.` : "";
      return makeOutcome({
        emailId,
        batchId,
        datasetId,
        outcome,
        text,
        fields: outcome === "summarised" && at % 10 !== 9 ? fields : null,
      });
    });
    save(db, outcomes);
    for (const [at, one] of outcomes.entries()) {
      plain.push({
        id: one.requestId,
        sender: wishes[at]?.from?.[0]?.name ?? "",
        date: wishes[at]?.date ?? 0,
        datasetId,
        batchId,
        outcome: one.outcome as Plain["outcome"],
        fields: one.fields ?? null,
      });
    }
  }
  indexAll(db);
  return plain;
}

/** How often each value occurs, by plain JavaScript. */
export function tally<T>(list: readonly T[], of: (one: T) => string | undefined): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of list) {
    const value = of(one);
    if (value !== undefined) counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}
