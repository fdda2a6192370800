import { parseArea } from "#lib/summaries/area";
import type { Outcome, ReviewFilter, SummaryFilter, SummarySort } from "#lib/summaries/view";

/** Every order a list of summaries can have. */
export const SUMMARY_SORTS: SummarySort[] = ["best", "newest", "date-desc", "date-asc", "sender", "subject"];

/** Words for an outcome, on screen and in exports. */
export const OUTCOME_WORDS: Record<Outcome, string> = {
  summarised: "Summarised",
  failed: "Failed",
  not_run: "Not run",
};

/** What people did about summaries, as lists can be narrowed to it. */
export const REVIEW_WORDS: Record<ReviewFilter, string> = {
  open: "Not reviewed",
  reviewed: "Reviewed",
  corrected: "Corrected",
};
/** What an answer says beside its summary and lists can be narrowed to. */
export const FILTER_FIELDS = ["category", "sentiment", "urgency"] as const;
export const FIELD_WORDS = { category: "Category", sentiment: "Sentiment", urgency: "Urgency" };

/** Every name of a filter, as it stands in an address. */
export const FILTER_NAMES = [
  ...([
    "q",
    "dataset",
    "batch",
    "sender",
    "domain",
    "from",
    "to",
    "outcome",
    "codes",
    "review",
    "look",
    "problems",
    "tags",
    "ids",
    "area",
  ] as const),
  ...FILTER_FIELDS,
];

const LONGEST_TEXT = 500;
const MOST_TAGS = 20;
const MOST_CODES = 50;
/** What stands for the reason of those whose provider gave none. */
export const NO_CODE = "-";
/** As many as an address holds. */
const MOST_IDS = 100;

/** Reads a filter and a sort from an address. What is not understood is left out, as if it were not there. */
export function parseFilter(params: URLSearchParams): { filter: SummaryFilter; sort: SummarySort } {
  const filter: SummaryFilter = {};
  const q = text(params.get("q"));
  const sender = text(params.get("sender"));
  const domain = text(params.get("domain"));
  const dataset = id(params.get("dataset"));
  const batch = id(params.get("batch"));
  const from = day(params.get("from"));
  const to = day(params.get("to"));
  const outcome = params.get("outcome");
  if (q) filter.q = q;
  if (dataset) filter.dataset = dataset;
  if (batch) filter.batch = batch;
  if (sender) filter.sender = sender;
  if (domain) filter.domain = domain;
  if (from) filter.from = from;
  if (to) filter.to = to;
  if (isOutcome(outcome)) filter.outcome = outcome;
  const codes = (params.get("codes") ?? "").split(",", MOST_CODES).flatMap((one) => text(one) ?? []);
  if (batch && codes.length > 0) filter.codes = [...new Set(codes)];
  const review = params.get("review");
  if (isReview(review)) filter.review = review;
  if (params.get("look") === "true") filter.look = true;
  if (params.get("problems") === "true") filter.problems = true;
  const tags = idList(params.get("tags"), MOST_TAGS);
  if (tags.length > 0) filter.tags = tags;
  const ids = idList(params.get("ids"), MOST_IDS);
  if (ids.length > 0) filter.ids = ids;
  const area = params.get("area");
  if (area && parseArea(area)) filter.area = area;
  for (const field of FILTER_FIELDS) {
    const value = text(params.get(field));
    if (value) filter[field] = value;
  }
  const wanted = params.get("sort");
  return { filter, sort: SUMMARY_SORTS.find((sort) => sort === wanted) ?? usualSort(filter) };
}

/** A page's parameters as an address has them; of one that is given twice the first counts. */
export function readParams(given: Record<string, string | string[] | undefined>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) params.set(name, first);
  }
  return params;
}

/** The order when none is chosen: what matches best for a search, else the newest. */
export function usualSort(filter: SummaryFilter): SummarySort {
  return filter.q ? "best" : "newest";
}

/** The opposite of `parseFilter`; the usual sort is left out. */
export function formatFilter(filter: SummaryFilter, sort: SummarySort = usualSort(filter)): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of FILTER_NAMES) {
    const value = filter[name];
    if (value !== undefined && String(value) !== "") params.set(name, String(value));
  }
  if (sort !== usualSort(filter)) params.set("sort", sort);
  return params;
}

const isOutcome = (value: string | null): value is Outcome => value !== null && Object.hasOwn(OUTCOME_WORDS, value);

const isReview = (value: string | null): value is ReviewFilter => value !== null && Object.hasOwn(REVIEW_WORDS, value);

function text(value: string | null): string | undefined {
  return value?.toWellFormed().trim().slice(0, LONGEST_TEXT).toWellFormed().trim() || undefined;
}

function id(value: string | null): number | undefined {
  return value !== null && /^[1-9]\d{0,14}$/.test(value) ? Number(value) : undefined;
}

function idList(value: string | null, most: number): number[] {
  return [...new Set((value ?? "").split(",", most).flatMap((one) => id(one) ?? []))];
}

function day(value: string | null): string | undefined {
  if (value === null || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  const time = Date.parse(`${value}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(value) ? value : undefined;
}
