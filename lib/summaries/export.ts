import { chooseColumns, type ExportColumn, readColumns } from "#lib/summaries/export-columns";
import { type Exported, type ExportSource, openExport } from "#lib/summaries/export-rows";
import { writeCsv, writeJson, writeJsonl } from "#lib/summaries/export-text";
import { writeXlsx } from "#lib/summaries/export-xlsx";

type Write = (source: ExportSource, columns: ExportColumn[]) => AsyncGenerator<string | Buffer>;

const KINDS = {
  csv: { type: "text/csv; charset=utf-8", write: (source, columns) => writeCsv(source.rows(), columns) },
  xlsx: { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write: writeXlsx },
  json: { type: "application/json; charset=utf-8", write: (source, columns) => writeJson(source.rows(), columns) },
  jsonl: { type: "application/jsonl; charset=utf-8", write: (source, columns) => writeJsonl(source.rows(), columns) },
} satisfies Record<string, { type: string; write: Write }>;

export type ExportFormat = keyof typeof KINDS;

/** Whether a text names a format that summaries can be exported in. */
export function isExportFormat(text: string): text is ExportFormat {
  return Object.hasOwn(KINDS, text);
}

/** What is asked for; `without` are the keys of columns that are left out. */
export type ExportRequest = Exported & { format: ExportFormat; without: string[] };

/**
 * What is asked for as a file to download, one row per email, streamed from one moment of the database in
 * `file`. Nothing is opened before the first read; stopping to read closes everything. `now` dates its name.
 */
export function exportSummaries(
  file: string,
  request: ExportRequest,
  now: number,
): { name: string; type: string; body: ReadableStream<Uint8Array> } {
  const { type } = KINDS[request.format];
  return { name: `Summaries ${localDay(now)}.${request.format}`, type, body: toStream(writeAll(file, request)) };
}

async function* writeAll(file: string, { format, without, ...exported }: ExportRequest) {
  const source = openExport(file, exported);
  const write: Write = KINDS[format].write;
  try {
    yield* write(source, chooseColumns(readColumns(file, exported.filter), without));
  } finally {
    source.close();
  }
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
