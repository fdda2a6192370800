import type { Db } from "#db/client";
import { AppError } from "#lib/errors";
import { type Place, selectIds } from "#lib/summaries/query";
import { readRows } from "#lib/summaries/row";
import type { SummaryFilter, SummaryPage, SummarySort } from "#lib/summaries/view";

/** The most rows of one page. */
export const LARGEST_PAGE = 200;
const COUNTED = 1000;

type Cursor = Place & { sort: SummarySort; total: number; isCapped: boolean };
type Found = { id: number; key: string | number };

/**
 * One page of summaries under a filter. `after` is the `next` of the page before, with the same filter and sort; it
 * carries the total, so that only the first page counts. A summary that the search index has not reached yet is
 * missing under a word and stands first under sender and subject.
 * Throws AppError "invalid" for a cursor that is none.
 */
export function listSummaries(
  db: Db,
  filter: SummaryFilter,
  sort: SummarySort,
  { after, limit }: { after?: string; limit: number },
): SummaryPage {
  const size = Math.max(1, Math.min(limit, LARGEST_PAGE));
  return db.$client.transaction(() => {
    const cursor = after === undefined ? null : decode(after, sort);
    const found = findIds(db, filter, sort, cursor, cursor ? size + 1 : COUNTED + 1);
    const total = cursor?.total ?? Math.min(found.length, COUNTED);
    const isCapped = cursor?.isCapped ?? found.length > COUNTED;
    const page = found.slice(0, size);
    const last = page.at(-1);
    const hasMore = last !== undefined && found.length > size;
    return {
      rows: readRows(
        db,
        page.map((row) => row.id),
      ),
      next: hasMore ? encode({ key: last.key, id: last.id, sort, total, isCapped }) : null,
      total,
      totalIsCapped: isCapped,
    };
  })();
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
