import { parseDay, startOfDay } from "#lib/days";
import { domainRange } from "#lib/search/domain";
import { matchQuery, matchSender } from "#lib/search/match";
import type { Sql } from "#lib/search/vectors";
import { parseArea, spansOf } from "#lib/summaries/area";
import { FILTER_FIELDS, NO_CODE } from "#lib/summaries/filter";
import { reviewConditions } from "#lib/summaries/query-review";
import type { SummaryFilter, SummarySort } from "#lib/summaries/view";
import { WITH_TAG } from "#lib/tags/group";

/** Where a page goes on: the sort column's value and the id of the last row shown. */
export type Place = { key: string | number; id: number };

type Order = { index: string; column: string; isDescending: boolean };
const NEWEST: Order = { index: "summaries_newest", column: "id", isDescending: true };
const ORDERS: Record<SummarySort, Order> = {
  // Ranking takes the newest as its candidates.
  best: NEWEST,
  newest: NEWEST,
  "date-desc": { index: "summaries_date", column: "date", isDescending: true },
  "date-asc": { index: "summaries_date", column: "date", isDescending: false },
  sender: { index: "summaries_sender", column: "sender_key", isDescending: false },
  subject: { index: "summaries_subject", column: "subject_key", isDescending: false },
};

/**
 * Selects `id, key` of the summaries under a filter, in order: all of a batch's when one is given, else the current
 * ones; never those of removed datasets or batches. It walks the sort's own index, which holds every column that is
 * compared, and keeps what the search index names: no row is opened and nothing is sorted, whatever is asked for. The
 * search index answers in the order of ids itself: there its hits are walked, and those behind the limit never read.
 */
export function selectIds(filter: SummaryFilter, sort: SummarySort, after: Place | null, limit: number | null): Sql {
  const order = ORDERS[sort];
  const rows = `summaries s indexed by ${order.index}`;
  const words = wordsOf(filter);
  const isByWords = order === NEWEST && Boolean(words);
  const id = isByWords ? "w.rowid" : "s.id";
  const key = order === NEWEST ? id : `s.${order.column}`;
  const place = after ? [afterCondition({ key, id }, order, after)] : [];
  // The search index begins at the first upper end it is told: a page's place lies deeper than the end of a range.
  const conditions = isByWords
    ? [
        { text: "w.summary_words match ?", values: [words as string] },
        ...[...place, ...idRange(id, filter), ...rowConditions(filter)],
      ]
    : [...filterConditions(filter), ...place];
  const direction = order.isDescending ? "desc" : "asc";
  const by = key === id ? `${id} ${direction}` : `${key} ${direction}, ${id} ${direction}`;
  return {
    text: `select s.id, ${key} as key from ${isByWords ? `summary_words w cross join ${rows} on s.id = w.rowid` : rows}
      where ${conditions.map((one) => one.text).join(" and ")} order by ${by}${limit === null ? "" : ` limit ${limit}`}`,
    values: conditions.flatMap((one) => one.values),
  };
}

/** Selects `id, key` of just these summaries, in their order; those that were removed are left out. */
export function selectThese(ids: readonly number[]): Sql {
  return {
    text: `select s.id, n.key from json_each(?) n cross join summaries s on s.id = n.value
      where s.dataset_id not in (${REMOVED_DATASETS}) and s.batch_id not in (${REMOVED_BATCHES}) order by n.key`,
    values: [JSON.stringify(ids)],
  };
}

/** The conditions of a filter on `summaries s`, as one. */
export function filterCondition(filter: SummaryFilter): Sql {
  const conditions = [...filterConditions(filter)];
  return {
    text: conditions.map((one) => `(${one.text})`).join(" and "),
    values: conditions.flatMap((one) => one.values),
  };
}

function afterCondition({ key, id }: { key: string; id: string }, { isDescending }: Order, after: Place): Sql {
  const sign = isDescending ? "<" : ">";
  if (key === id) return { text: `${id} ${sign} ?`, values: [after.id] };
  return { text: `(${key}, ${id}) ${sign} (?, ?)`, values: [after.key, after.id] };
}

function* filterConditions(filter: SummaryFilter): Generator<Sql> {
  yield* rowConditions(filter);
  const words = wordsOf(filter);
  // Only punctuation was typed: no text has such a word.
  if (words === "") yield { text: "0", values: [] };
  else if (words !== null) {
    const [range] = idRange("rowid", filter);
    yield {
      text: `s.id in (select rowid from summary_words where summary_words match ?${range ? ` and ${range.text}` : ""})`,
      values: [words, ...(range?.values ?? [])],
    };
  }
}

/**
 * The ids of one batch or dataset lie close together: between its first and its last, the search index passes over all
 * hits of others.
 */
function* idRange(id: string, { batch, dataset }: SummaryFilter): Generator<Sql> {
  const within = batch === undefined ? dataset : batch;
  if (within === undefined) return;
  const edge = (which: "min" | "max") => {
    const ofBatch = `select ${which}(id) from summaries indexed by summaries_batch where batch_id =`;
    return batch === undefined
      ? `(select ${which}((${ofBatch} b.id)) from batches b where b.dataset_id = ?)`
      : `(${ofBatch} ?)`;
  };
  yield { text: `${id} between ${edge("min")} and ${edge("max")}`, values: [within, within] };
}

/** What is asked of the rows themselves: all but words. */
function* rowConditions(filter: SummaryFilter): Generator<Sql> {
  if (filter.batch === undefined) yield { text: "s.is_current = 1", values: [] };
  else yield { text: "s.batch_id = ?", values: [filter.batch] };
  if (filter.dataset !== undefined) yield { text: "s.dataset_id = ?", values: [filter.dataset] };
  if (filter.outcome) yield { text: "s.outcome = ?", values: [filter.outcome] };
  if (filter.codes && filter.batch !== undefined)
    yield {
      text: `s.request_id in (select id from requests where batch_id = ? and is_latest = 1
        and outcome in ('failed','not_run') and coalesce(reason_code, '') in (select value from json_each(?)))`,
      values: [filter.batch, JSON.stringify(filter.codes.map((code) => (code === NO_CODE ? "" : code)))],
    };
  if (filter.from || filter.to) yield { text: "s.date <> 0", values: [] };
  if (filter.from) yield { text: "s.date >= ?", values: [startOfDay(parseDay(filter.from))] };
  if (filter.to) yield { text: "s.date < ?", values: [startOfDay(parseDay(filter.to) + 1)] };
  yield { text: `s.dataset_id not in (${REMOVED_DATASETS}) and s.batch_id not in (${REMOVED_BATCHES})`, values: [] };
  yield* reviewConditions(filter);
  for (const tag of filter.tags ?? []) yield { text: `s.id in (${WITH_TAG})`, values: [tag] };
  for (const field of FILTER_FIELDS) {
    const value = filter[field];
    if (value) yield { text: `s.id in (select id from summaries where fields ->> '$.${field}' = ?)`, values: [value] };
  }
  if (filter.ids) yield { text: "s.id in (select value from json_each(?))", values: [JSON.stringify(filter.ids)] };
  if (filter.area) yield areaCondition(filter.area);
  if (filter.domain) yield domainCondition(filter.domain);
}

/** One seek for each row of the area. Nothing lies on a map that was made anew since. */
function areaCondition(text: string): Sql {
  const area = parseArea(text);
  if (!area) return { text: "0", values: [] };
  return {
    text: `s.id in (select p.id from json_each(?) z cross join map_points p indexed by map_points_place
      where p.map = ? and p.y = z.value ->> 0 and p.x between z.value ->> 1 and z.value ->> 2)`,
    values: [JSON.stringify(spansOf(area.corners)), area.map],
  };
}

const REMOVED_DATASETS = "select id from datasets where removed_at is not null or purged_at is not null";
const REMOVED_BATCHES = "select id from batches where removed_at is not null or purged_at is not null";

const IN_DOMAIN = "summaries indexed by summaries_domain where domain_key <> '' and domain_key >= ? and domain_key < ?";
/** A domain with more summaries is found sooner by looking at each row on the way than by listing them all first. */
const WIDE_DOMAIN = 20_000;

function domainCondition(domain: string): Sql {
  const range = domainRange(domain);
  if (range === null) return { text: "0", values: [] };
  const { from, to } = range;
  return {
    text: `case when (select count(*) from (select 1 from ${IN_DOMAIN} limit ${WIDE_DOMAIN})) = ${WIDE_DOMAIN}
      then s.domain_key >= ? and s.domain_key < ? else s.id in (select id from ${IN_DOMAIN}) end`,
    values: [from, to, from, to, from, to],
  };
}

/** What is asked of the search index; null for nothing, "" for what no text can have. */
function wordsOf(filter: SummaryFilter): string | null {
  const asked = [
    filter.q?.trim() ? matchQuery(filter.q) : undefined,
    filter.sender?.trim() ? matchSender(filter.sender) : undefined,
  ].filter((part) => part !== undefined);
  if (asked.length === 0) return null;
  return asked.includes(null) ? "" : asked.map((part) => `(${part})`).join(" AND ");
}
