import type { Db } from "#db/client";
import type { ChosenColumns } from "#lib/datasets/slices";
import type { Columns } from "#lib/emails/table";

/** What people chose for the columns of tables, by the mark of their headers. */
export function chosenColumns(db: Db): ChosenColumns {
  const rows = db.$client
    .prepare("select headers_id as headersId, fields from column_matches where fields is not null")
    .all() as { headersId: string; fields: string }[];
  return Object.fromEntries(rows.map(({ headersId, fields }) => [headersId, JSON.parse(fields) as Columns]));
}
