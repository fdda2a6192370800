import Database from "better-sqlite3";
import type { Form } from "#lib/prompts/form";
import type { ColumnChoice } from "#lib/summaries/export-choice";
import { fieldColumns } from "#lib/summaries/export-fields";
import { REVIEW_COLUMNS } from "#lib/summaries/export-review";
import type { ExportRow } from "#lib/summaries/export-rows";
import { OUTCOME_WORDS } from "#lib/summaries/filter";
import type { SummaryFilter } from "#lib/summaries/view";

/** A text, a number, or a moment in milliseconds. */
export type Cell = string | number | { time: number | null };

/** A column of an export: what it is chosen by, its heading, its width in a workbook (characters), its cell in a row. */
export type ExportColumn = { key: string; name: string; width: number; cell: (row: ExportRow) => Cell };

/** The columns that every export can have. */
export const EMAIL_COLUMNS: ExportColumn[] = [
  { key: "from", name: "From", width: 32, cell: (row) => row.from },
  { key: "to", name: "To", width: 32, cell: (row) => row.to },
  { key: "date", name: "Date", width: 17, cell: (row) => ({ time: row.date }) },
  { key: "subject", name: "Subject", width: 44, cell: (row) => row.subject },
  { key: "summary", name: "Summary", width: 80, cell: (row) => row.summary },
  { key: "status", name: "Status", width: 22, cell: statusText },
  { key: "dataset", name: "Dataset", width: 24, cell: (row) => row.dataset },
  { key: "batch", name: "Batch", width: 24, cell: (row) => row.batch },
  { key: "model", name: "Model", width: 18, cell: (row) => row.model },
];

/** "Summarised", or what went wrong and why: "Failed: the provider refused this email". */
export function statusText(row: Pick<ExportRow, "outcome" | "reason">): string {
  const word = OUTCOME_WORDS[row.outcome];
  return row.outcome === "summarised" || !row.reason ? word : `${word}: ${row.reason}`;
}

/**
 * The columns that the summaries under a filter can have values in, in a fixed order; fields that their batches asked
 * for stand last. `file` is the database's.
 */
export function readColumns(file: string, { batch, dataset }: SummaryFilter): ExportColumn[] {
  const client = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const forms = client
      .prepare(
        `select distinct p.form from parts p join batches b on b.id = p.batch_id
          where p.form is not null and b.removed_at is null and b.purged_at is null
            and (@batch is null or b.id = @batch) and (@dataset is null or b.dataset_id = @dataset) order by p.id`,
      )
      .pluck()
      .all({ batch: batch ?? null, dataset: dataset ?? null }) as string[];
    const hasTags = client.prepare("select 1 from summary_tags limit 1").get() !== undefined;
    const fields = fieldColumns(
      forms.map((form) => JSON.parse(form) as Form),
      hasTags,
    );
    return [...EMAIL_COLUMNS, ...REVIEW_COLUMNS, ...fields];
  } finally {
    client.close();
  }
}

/** The columns that somebody can choose from. */
export function listColumns(file: string, filter: SummaryFilter): ColumnChoice[] {
  return readColumns(file, filter).map(({ key, name }) => ({ key, name }));
}

/** Those that are not left out by their keys, in their own order; all where nothing would be left. */
export function chooseColumns(columns: ExportColumn[], without: string[]): ExportColumn[] {
  const left = columns.filter((column) => !without.includes(column.key));
  return left.length > 0 ? left : columns;
}
