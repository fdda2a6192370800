import type { Db } from "#db/client";
import { CSV_START, csvLine } from "#lib/csv";
import { providerName } from "#lib/providers/names";

const ROWS = 500;
/** What the engines in this app held is not listed: it never left. */
export const ELSEWHERE = "provider <> 'engine' and provider not like 'chat-%'";

type Row = {
  id: number;
  provider: string;
  vendorFileId: string;
  batchId: number | null;
  createdAt: number;
  deletedAt: number | null;
  receipt: string | null;
};

/**
 * Every file that was to be deleted at a provider, with what it confirmed, as CSV, piece by piece, the newest first;
 * those of batches that are long gone from here included. Times are UTC (ISO 8601).
 */
export async function* receiptsCsv(db: Db): AsyncGenerator<string> {
  yield CSV_START + csvLine(["Provider", "File", "Batch number", "Asked", "Confirmed", "Receipt"]);
  const page = db.$client.prepare(
    `select id, provider, vendor_file_id as vendorFileId, batch_id as batchId, created_at as createdAt,
            deleted_at as deletedAt, receipt from deletions where ${ELSEWHERE} and id < ? order by id desc limit ${ROWS}`,
  );
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const rows = page.all(before) as Row[];
    if (rows.length === 0) return;
    yield rows.map((row) => csvLine(cellsOf(db, row))).join("");
    before = rows.at(-1)?.id ?? 0;
  }
}

function cellsOf(db: Db, row: Row): string[] {
  const { provider, vendorFileId, batchId, createdAt, deletedAt, receipt } = row;
  return [
    providerName(db, provider),
    vendorFileId,
    batchId === null ? "" : String(batchId),
    new Date(createdAt).toISOString(),
    deletedAt === null ? "" : new Date(deletedAt).toISOString(),
    deletedAt === null ? "Not confirmed yet" : receipt === "404" ? "404: was gone already" : `${receipt}: deleted`,
  ];
}
