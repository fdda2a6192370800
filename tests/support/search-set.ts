/**
 * Labelled search sets: summaries of an office's life, and queries whose words are not those of the answer. The first is
 * what search is tuned on; the second was written before that, and is only ever measured.
 */
import { readFileSync } from "node:fs";
import type { Db } from "#db/client";
import { batches } from "#db/schema";
import { fillIndex } from "#lib/search/fill";
import { saveOutcomes } from "#lib/summaries/save";
import { FIRST_TIME, makeDataset } from "#tests/support/factories";

type Labelled = { key: string; text: string };

/** Summaries by their key, and queries with the key of the summary that answers them. */
export type SearchSet = { summaries: Labelled[]; queries: Labelled[] };

export const TUNED_ON: SearchSet = { summaries: readSet("summaries.txt"), queries: readSet("queries.txt") };
export const ASIDE: SearchSet = { summaries: readSet("aside-summaries.txt"), queries: readSet("aside-queries.txt") };
export const LATER: SearchSet = { summaries: ASIDE.summaries, queries: readSet("later-queries.txt") };

/** How many queries have their answer among the first 1, 3 and 5, as shares. */
export type Recall = { at1: number; at3: number; at5: number };

/** Stores a set's summaries in one batch, indexed by word; answers the key of each summary by its id. */
export function storeSearchSet(db: Db, { summaries }: SearchSet): Map<number, string> {
  const wishes = summaries.map((_, at) => ({
    subject: `Note ${at}`,
    from: [{ name: "Office", address: "office@example.com" }],
  }));
  const { datasetId, emailIds } = makeDataset(db, { name: "Labelled", emails: wishes });
  const made = {
    datasetId,
    name: "Labelled",
    state: "submitted",
    provider: "engine",
    model: "m",
    recipe: "classic",
  } as const;
  const batch = db
    .insert(batches)
    .values({ ...made, promptName: "Classic", instructions: "", createdAt: FIRST_TIME })
    .returning({ id: batches.id })
    .get();
  const rows = summaries.map(({ text }, at) => ({
    emailId: emailIds[at] ?? 0,
    batchId: batch.id,
    datasetId,
    requestId: at + 1,
    outcome: "summarised" as const,
    text,
    reason: null,
    provider: "engine",
    model: "m",
    at: FIRST_TIME,
  }));
  db.$client.transaction(() => saveOutcomes(db, rows)).immediate();
  while (fillIndex(db, 1000) > 0);
  return new Map(rows.map((row, at) => [row.requestId, summaries[at]?.key ?? ""]));
}

/** The recall of a way to search, which gives the keys of what it finds in order. */
export async function measureRecall(
  { queries }: SearchSet,
  find: (query: string) => Promise<string[]>,
): Promise<Recall> {
  const places: number[] = [];
  for (const { key, text } of queries) {
    const place = (await find(text)).indexOf(key);
    places.push(place < 0 ? Number.POSITIVE_INFINITY : place);
  }
  const within = (count: number) => places.filter((place) => place < count).length / queries.length;
  return { at1: within(1), at3: within(3), at5: within(5) };
}

function readSet(name: string): Labelled[] {
  const lines = readFileSync(new URL(`search-set/${name}`, import.meta.url), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => {
    const [key = "", text = ""] = line.split(" | ");
    return { key, text };
  });
}
