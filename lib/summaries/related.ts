import type { Db } from "#db/client";
import { findProvider } from "#lib/providers/list";
import { providerName } from "#lib/providers/names";
import { askVector } from "#lib/search/ask-vector";
import { readChoice } from "#lib/search/choice";
import { coverages } from "#lib/search/coverage";
import { matchQuery } from "#lib/search/match";
import { readModel, readProgress } from "#lib/search/model";
import { canCompare, findNearest, getVector, type Near } from "#lib/search/vectors";
import { correctFilter } from "#lib/summaries/correct";
import { filterCondition } from "#lib/summaries/query";
import { readRows } from "#lib/summaries/row";
import type { AskedProvider, MeaningProgress, RelatedView, SummaryFilter } from "#lib/summaries/view";

/** The most that are shown, and how many of the nearest are looked at for them. */
const MOST = 50;
const CANDIDATES = 100;
/** What the share of a search's words and concepts counts for beside the cosine. */
const COVERAGE_SHARE = 0.25;
/**
 * How near is related at all, measured on tests/support/search-set with the local model: what answers a query lies
 * between 0.2 and 0.6, and most of what does not below 0.25. So only the nearest few may be looser than that. (What is
 * typed at random never gets a vector.)
 */
const FLOOR = 0.27;
const LOOSE_FLOOR = 0.12;
const LOOSE = 10;
/** What is much farther away than the nearest is only in its way. */
const SPREAD = 0.15;

/** What is asked for: near to a search's words, or to a summary. Filters apply to both; `q` of the filter is the search. */
export type RelatedQuery = { filter: SummaryFilter; like?: number };

/**
 * The summaries near in meaning under a filter, nearest first, without those that have the search's own words. Never
 * takes much longer than a second: a model that does not answer by then is "slow".
 */
export async function findRelated(db: Db, { filter, like }: RelatedQuery): Promise<RelatedView> {
  const progress = readMeaning(db);
  const answer = (state: RelatedView["state"], near: Near[] = []): RelatedView => ({
    state,
    rows: withRows(db, near),
    progress,
  });
  const current = readModel(db);
  if (progress === null) return answer("off");
  if (!current) return answer("slow");
  if (like !== undefined) {
    const vector = getVector(db.$client, like, current.number);
    return vector ? answer("ready", search(db, { model: current.number, vector }, filter, like)) : answer("unknown");
  }
  const asked = await askVector(db, filter.q ?? "");
  // A vector of another model is one from just before a change.
  if (asked === null || asked.model !== current.model) return answer("slow");
  if (asked.vector === null) return answer("unknown");
  return answer("ready", search(db, { model: current.number, vector: asked.vector }, filter));
}

/** How far the vectors are, or null when they cannot be compared here. */
export function readMeaning(db: Db): MeaningProgress {
  return canCompare(db.$client) ? { ...readProgress(db), asks: readAsked(db) } : null;
}

function readAsked(db: Db): AskedProvider | null {
  const choice = readChoice(db);
  if (!choice) return null;
  const { provider: id, model } = choice;
  const { name = providerName(db, id), place = "", isLocal = false } = findProvider(db, id) ?? {};
  return { id, name, place, isLocal, model };
}

function search(db: Db, asked: { model: number; vector: Float32Array }, filter: SummaryFilter, like?: number): Near[] {
  const { q, ...others } = filter;
  const where = filterCondition(others);
  const exact = q ? matchQuery(correctFilter(db.$client, filter).filter.q ?? "") : null;
  const found = findNearest(db.$client, asked, { limit: CANDIDATES, floor: LOOSE_FLOOR, where });
  const rest = found.filter((one) => one.id !== like && !(exact && matches(db, one.id, exact)));
  // As it was typed: a word that no summary has may be right, and known to the table.
  const near = q ? weighCoverage(db, q, rest) : rest;
  const floor = Math.max(FLOOR, (near[0]?.similarity ?? 0) - SPREAD);
  return near.filter((one, at) => one.similarity >= floor || at < LOOSE).slice(0, MOST);
}

/** The same summaries, anew in order: how much of the query each speaks of counts beside how near it is. */
function weighCoverage(db: Db, query: string, near: Near[]): Near[] {
  const read = db.$client.prepare("select text from summaries where id = ?").pluck();
  const covered = coverages(
    query,
    near.map((one) => read.get(one.id) as string),
  );
  return near
    .map(({ id, similarity }, at) => ({
      id,
      similarity: (1 - COVERAGE_SHARE) * similarity + COVERAGE_SHARE * (covered[at] ?? 0),
    }))
    .sort((a, b) => b.similarity - a.similarity || b.id - a.id);
}

function matches(db: Db, id: number, query: string): boolean {
  const found = db.$client.prepare("select 1 from summary_words where summary_words match ? and rowid = ?");
  return found.get(query, id) !== undefined;
}

function withRows(db: Db, near: Near[]): RelatedView["rows"] {
  const similarity = new Map(near.map((one) => [one.id, one.similarity]));
  const rows = readRows(
    db,
    near.map((one) => one.id),
  );
  return rows.map((row) => ({ ...row, similarity: similarity.get(row.id) ?? 0 }));
}
