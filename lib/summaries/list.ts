import type { Db } from "#db/client";
import { AppError } from "#lib/errors";
import { RANKED, rankIds } from "#lib/summaries/best";
import { correctFilter } from "#lib/summaries/correct";
import { type Place, selectIds } from "#lib/summaries/query";
import { readRows } from "#lib/summaries/row";
import type { SummaryFilter, SummaryPage, SummarySort } from "#lib/summaries/view";

/** The most rows of one page. */
export const LARGEST_PAGE = 200;
const COUNTED = 1000;

type Cursor = Place & { sort: SummarySort; total: number; isCapped: boolean };
type Found = { id: number; key: string | number };
type Asked = { filter: SummaryFilter; sort: SummarySort; size: number };

/**
 * One page of summaries under a filter. `after` is the `next` of the page before, with the same filter and sort; it
 * carries the total, so that only the first page counts. A summary that the search index has not reached yet is
 * missing under a word and stands first under sender and subject.
 * Throws AppError "invalid" for a cursor that is none.
 */
export function listSummaries(
  db: Db,
  given: SummaryFilter,
  sort: SummarySort,
  { after, limit }: { after?: string; limit: number },
): SummaryPage {
  const size = Math.max(1, Math.min(limit, LARGEST_PAGE));
  return db.$client.transaction(() => {
    const cursor = after === undefined ? null : decode(after, sort);
    const { filter, corrections } = correctFilter(db.$client, given);
    const { page, next, count } = findPage(db, { filter, sort, size }, cursor);
    const total = cursor?.total ?? Math.min(count, COUNTED);
    const isCapped = cursor?.isCapped ?? count > COUNTED;
    return {
      rows: readRows(
        db,
        page.map((row) => row.id),
      ),
      next: next && encode({ ...next, sort, total, isCapped }),
      total,
      totalIsCapped: isCapped,
      corrections,
    };
  })();
}

type Page = { page: Found[]; next: Place | null; count: number };

function findPage(db: Db, asked: Asked, cursor: Cursor | null): Page {
  const { filter, sort, size } = asked;
  if (sort === "best" && filter.q && Number(cursor?.key ?? 0) < RANKED) return findBest(db, asked, cursor);
  const found = findIds(db, filter, sort, cursor, cursor ? size + 1 : COUNTED + 1);
  const page = found.slice(0, size);
  const last = page.at(-1);
  // Behind the ranked ones, a place in the order of rank says no more than that.
  const key = sort === "best" ? RANKED : last?.key;
  return {
    page,
    next: last && key !== undefined && found.length > size ? { key, id: last.id } : null,
    count: found.length,
  };
}

/** A page among the ranked hits: its place is a number of rows, and all candidates are ranked again for it. */
function findBest(db: Db, { filter, sort, size }: Asked, cursor: Cursor | null): Page {
  const from = Number(cursor?.key ?? 0);
  const end = from + size;
  const found = findIds(db, filter, sort, null, cursor ? Math.max(RANKED, end) + 1 : COUNTED + 1);
  const page = rankIds(db, found, filter.q ?? "").slice(from, end);
  const last = found[end - 1];
  return { page, next: last && found.length > end ? { key: end, id: last.id } : null, count: found.length };
}

function findIds(db: Db, filter: SummaryFilter, sort: SummarySort, after: Place | null, limit: number): Found[] {
  const { text, values } = selectIds(filter, sort, after, limit);
  return db.$client.prepare(text).all(...values) as Found[];
}

function encode(cursor: Cursor): string {
  const { sort, key, id, total, isCapped } = cursor;
  return Buffer.from(JSON.stringify([sort, key, id, total, isCapped ? 1 : 0])).toString("base64url");
}

function decode(text: string, sort: SummarySort): Cursor {
  try {
    const [of, key, id, total, capped] = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[];
    const isKey = sort === "sender" || sort === "subject" ? typeof key === "string" : Number.isFinite(key);
    if (of === sort && isKey && Number.isSafeInteger(id) && Number.isSafeInteger(total)) {
      return { sort, key: key as string | number, id: Number(id), total: Number(total), isCapped: capped === 1 };
    }
  } catch {
    // Not one of ours: answered below like any other wrong cursor.
  }
  throw new AppError("invalid", "This page of the list cannot be found any more. Please start again at the top.");
}
