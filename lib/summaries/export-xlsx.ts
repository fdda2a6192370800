import type { Cell, ExportColumn } from "#lib/summaries/export-columns";
import type { ExportRow, ExportSource } from "#lib/summaries/export-rows";
import { type Sheet, writeWorkbook } from "#lib/summaries/workbook";

const ACTION_COLUMNS = [
  { name: "Action item", width: 60 },
  { name: "Owner", width: 24 },
  { name: "Due", width: 18 },
  { name: "Done", width: 8 },
  { name: "Done by", width: 20 },
  { name: "Done at", width: 17 },
  { name: "From", width: 32 },
  { name: "Date", width: 17 },
  { name: "Subject", width: 44 },
  { name: "Dataset", width: 24 },
];
const TAG_COLUMNS = [
  { name: "Tag", width: 32 },
  { name: "Emails", width: 10 },
];

/**
 * A workbook with a sheet of summaries and, where their columns are among the chosen ones, one with a row per action
 * item and one that counts tags, the most frequent first. All of them show one moment.
 */
export function writeXlsx(
  source: ExportSource,
  columns: ExportColumn[],
  maxRowsPerSheet?: number,
): AsyncGenerator<Buffer> {
  const counts = new Map<string, number>();
  const has = (key: string) => columns.some((column) => column.key === key);
  const sheets: Sheet[] = [{ name: "Summaries", columns, rows: () => summaryRows(source, columns, counts) }];
  if (has("actions")) sheets.push({ name: "Action items", columns: ACTION_COLUMNS, rows: () => actionRows(source) });
  if (has("tags")) sheets.push({ name: "Tags", columns: TAG_COLUMNS, rows: () => tagRows(counts) });
  return writeWorkbook(sheets, maxRowsPerSheet);
}

async function* summaryRows(source: ExportSource, columns: ExportColumn[], counts: Map<string, number>) {
  for await (const rows of source.rows()) {
    for (const { tags } of rows) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    yield rows.map((row) => columns.map((column) => column.cell(row)));
  }
}

async function* actionRows(source: ExportSource): AsyncGenerator<Cell[][]> {
  for await (const rows of source.rows()) yield rows.flatMap(actionsOf);
}

function actionsOf(row: ExportRow): Cell[][] {
  const { from, date, subject, dataset, fields, ticks } = row;
  return (fields?.actions ?? []).map(({ what, owner, due }, place) => {
    const tick = ticks.find((one) => one.place === place);
    return [
      ...[what, owner ?? "", due ?? "", tick ? "yes" : "", tick?.by ?? ""],
      { time: tick?.at ?? null },
      from,
      { time: date },
      ...[subject, dataset],
    ];
  });
}

async function* tagRows(counts: Map<string, number>): AsyncGenerator<Cell[][]> {
  yield [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
