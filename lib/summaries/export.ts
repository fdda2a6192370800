import { type FieldColumn, readFieldColumns } from "#lib/summaries/export-fields";
import { type ExportRow, readExport } from "#lib/summaries/export-rows";
import { writeCsv, writeJson, writeJsonl } from "#lib/summaries/export-text";
import { writeXlsx } from "#lib/summaries/export-xlsx";
import type { SummaryFilter, SummarySort } from "#lib/summaries/view";

type Kind = {
  type: string;
  write: (slices: AsyncGenerator<ExportRow[]>, readColumns: () => FieldColumn[]) => AsyncGenerator<string | Buffer>;
};

const KINDS = {
  csv: { type: "text/csv; charset=utf-8", write: writeCsv },
  xlsx: { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write: writeXlsx },
  json: { type: "application/json; charset=utf-8", write: writeJson },
  jsonl: { type: "application/jsonl; charset=utf-8", write: writeJsonl },
} satisfies Record<string, Kind>;

export type ExportFormat = keyof typeof KINDS;

/** Whether a text names a format that summaries can be exported in. */
export function isExportFormat(text: string): text is ExportFormat {
  return Object.hasOwn(KINDS, text);
}

/**
 * Everything under a filter as a file to download, one row per email, streamed from one moment of the database in
 * `file`. Nothing is opened before the first read; stopping to read closes everything. `now` dates its name.
 */
export function exportSummaries(
  file: string,
  request: { filter: SummaryFilter; sort: SummarySort; format: ExportFormat },
  now: number,
): { name: string; type: string; body: ReadableStream<Uint8Array> } {
  const { filter, sort, format } = request;
  const kind: Kind = KINDS[format];
  const pieces = kind.write(readExport(file, filter, sort), () => readFieldColumns(file, filter));
  return { name: `Summaries ${localDay(now)}.${format}`, type: kind.type, body: toStream(pieces) };
}

function toStream(pieces: AsyncGenerator<string | Buffer>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await pieces.next();
        if (next.done) controller.close();
        else controller.enqueue(typeof next.value === "string" ? encoder.encode(next.value) : next.value);
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
}

/** The day where this computer stands, as people name files: "2026-11-23". */
function localDay(now: number): string {
  const at = new Date(now);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
