import type { Db } from "#db/client";
import { getBatch } from "#lib/batches/get";
import type { Workload } from "#tests/faults/workload";
import type { Vendor } from "#tests/support/vendor";

export type Findings = {
  batches: number;
  emails: number;
  /** Emails that are not there, have no outcome, or have the summary of another. */
  lost: string[];
  /** Emails stored twice, and parts that ran twice at the vendor. */
  doubled: string[];
  /** What lies at the vendor that nobody here knows of. */
  orphans: string[];
  /** `PRAGMA integrity_check` and `foreign_key_check`: "ok". */
  integrity: string;
  /** Extra batches that were found, cancelled and written down. */
  extras: number;
};

type VendorBatch = { id: string; status: string; metadata: Record<string, string> | null };

/** What a run of faults left behind, in this database and at the vendor. */
export async function findLosses(db: Db, vendor: Vendor, workload: Workload): Promise<Findings> {
  const sql = db.$client;
  const findings: Findings = {
    batches: workload.batches.length,
    emails: workload.batches.reduce((sum, piece) => sum + piece.emails, 0),
    lost: [],
    doubled: [],
    orphans: [],
    integrity: [...new Set([...(sql.pragma("integrity_check", { simple: false }) as { integrity_check: string }[])])]
      .map((row) => row.integrity_check)
      .concat((sql.pragma("foreign_key_check") as unknown[]).map((row) => JSON.stringify(row)))
      .join("; "),
    extras: sql.prepare("select count(*) from extra_batches").pluck().get() as number,
  };
  for (const piece of workload.batches) {
    const name = `dataset ${piece.datasetId}`;
    const stored = sql
      .prepare("select count(*) from emails where dataset_id = ?")
      .pluck()
      .get(piece.datasetId) as number;
    if (stored < piece.emails) findings.lost.push(`${name}: ${piece.emails - stored} emails`);
    if (stored > piece.emails) findings.doubled.push(`${name}: ${stored - piece.emails} emails`);
    if (piece.batchId === null) continue;
    const { ledger } = getBatch(db, piece.batchId);
    const accounted = ledger.summarised + (piece.isCancelled ? ledger.notRun : 0);
    if (ledger.emails !== piece.emails || accounted !== piece.emails)
      findings.lost.push(`batch ${piece.batchId}: ${JSON.stringify(ledger)} of ${piece.emails}`);
    const requests = sql.prepare("select count(*) from requests where batch_id = ?").pluck().get(piece.batchId);
    if (requests !== piece.emails) findings.doubled.push(`batch ${piece.batchId}: ${requests} requests`);
  }
  const wrong = sql
    .prepare(
      `select count(*) from summaries s join emails e on e.id = s.email_id
        where s.outcome = 'summarised' and instr(s.text, 'Subject: ' || e.subject || ' Body') = 0`,
    )
    .pluck()
    .get() as number;
  if (wrong > 0) findings.lost.push(`${wrong} summaries stand beside another email`);
  await lookAtVendor(db, vendor, findings);
  return findings;
}

async function lookAtVendor(db: Db, vendor: Vendor, findings: Findings): Promise<void> {
  const sql = db.$client;
  const known = new Set(
    sql.prepare("select vendor_batch_id from parts union select vendor_batch_id from extra_batches").pluck().all(),
  );
  const extra = new Set(sql.prepare("select vendor_batch_id from extra_batches").pluck().all());
  const perPart = new Map<string, number>();
  for (const batch of await readAll<VendorBatch>(`${vendor.url}/batches`)) {
    if (!known.has(batch.id)) findings.orphans.push(`batch ${batch.id} (${batch.status})`);
    if (extra.has(batch.id) && batch.status === "cancelled") continue;
    const part = batch.metadata?.part ?? "none";
    perPart.set(part, (perPart.get(part) ?? 0) + 1);
  }
  for (const [part, count] of perPart) if (count > 1) findings.doubled.push(`part ${part} ran ${count} times`);
  for (const file of await readAll<{ id: string; filename: string }>(`${vendor.url}/files`))
    findings.orphans.push(`file ${file.id} ${file.filename}`);
}

async function readAll<T extends { id: string }>(url: string): Promise<T[]> {
  const all: T[] = [];
  for (let after = ""; ; ) {
    const page = (await (await fetch(`${url}?limit=100${after && `&after=${after}`}`)).json()) as {
      data: T[];
      has_more: boolean;
    };
    all.push(...page.data);
    const last = page.data.at(-1);
    if (!page.has_more || !last) return all;
    after = last.id;
  }
}
