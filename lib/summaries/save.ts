import type { Db } from "#db/client";
import { preparedOnce } from "#db/prepared";
import type { Fields } from "#lib/prompts/form";
import { saveActions } from "#lib/summaries/actions";
import { removedBatches } from "#lib/summaries/removed";
import type { Outcome } from "#lib/summaries/view";
import { saveTags } from "#lib/tags/save";

/** What became of one email in one batch. `text` is "" unless summarised; `at` is in milliseconds. */
export type OutcomeRow = {
  emailId: number;
  batchId: number;
  datasetId: number;
  requestId: number;
  outcome: Outcome;
  text: string;
  /** What the answer says beside it; null when nothing was asked for. */
  fields?: Fields | null;
  reason: string | null;
  provider: string;
  model: string;
  at: number;
};

type Known = { id: number; batchId: number; outcome: Outcome; keptAt: number | null; isCurrent: 0 | 1 };
type Content = Pick<OutcomeRow, "requestId" | "text" | "reason" | "provider" | "model"> & { fields: string | null };
type Source = { fromName: string; fromAddress: string; subject: string; date: number | null };

/**
 * Stores outcomes; called inside the caller's transaction. A summary is never overwritten by a failure, nor by anything
 * when a person corrected, approved or picked it, and storing the same row again changes nothing. Keeps one row per
 * email current, see `beats`. A row whose email is gone is passed over. Throws what SQLite throws.
 */
export function saveOutcomes(db: Db, rows: OutcomeRow[]): void {
  const sql = statements(db);
  const { isRemoved, done } = removedBatches(db);
  const added: Added = new Map();
  for (const row of rows) {
    const saved = saveOne(sql, row, isRemoved, added);
    if (!saved) continue;
    saveTags(db, saved, row.fields?.tags ?? []);
    saveActions(db, saved, row.fields?.actions);
  }
  storeCounts(sql, added);
  done();
}

/** By batch: new summaries that `summary_counts` does not know yet. */
type Added = Map<number, { summaries: number; current: number }>;

/** Must come before anything that makes an added summary current, or no longer: from then on triggers count. */
function storeCounts(sql: Statements, added: Added): void {
  for (const [batchId, { summaries, current }] of added) sql.count.run(batchId, summaries, current);
  added.clear();
}

/** Answers the summary that was stored, or null where nothing changed. */
function saveOne(
  sql: Statements,
  row: OutcomeRow,
  isRemoved: (batchId: number) => boolean,
  added: Added,
): { id: number; isNew: boolean } | null {
  const known = sql.known.all(row.emailId) as Known[];
  const own = known.find((one) => one.batchId === row.batchId);
  if (own && !changes(sql, own, row)) return null;
  const current = known.find((one) => one.isCurrent === 1 && one !== own);
  const isBest = !isRemoved(row.batchId) && (!current || isRemoved(current.batchId) || beats(row, current));
  if (own || (current && isBest)) storeCounts(sql, added);
  if (own) {
    const { requestId, outcome, text, reason, provider, model, at } = row;
    sql.update.run(requestId, outcome, text, jsonOf(row.fields), reason, provider, model, isBest ? 1 : 0, at, own.id);
  } else {
    if (!insert(sql, row, isBest)) return null;
    const { summaries, current: before } = added.get(row.batchId) ?? { summaries: 0, current: 0 };
    added.set(row.batchId, { summaries: summaries + 1, current: before + (isBest ? 1 : 0) });
  }
  if (current && isBest) sql.demote.run(current.id);
  return { id: own?.id ?? row.requestId, isNew: own === undefined };
}

type Contender = { outcome: Outcome; batchId: number; keptAt?: number | null };

/** A summary before none, then what a person stood by, the latest first, then the newer batch. */
export function beats(a: Contender, b: Contender): boolean {
  const isSummary = a.outcome === "summarised";
  if (isSummary !== (b.outcome === "summarised")) return isSummary;
  const [keptA, keptB] = [a.keptAt ?? 0, b.keptAt ?? 0];
  return keptA === keptB ? a.batchId > b.batchId : keptA > keptB;
}

function changes(sql: Statements, own: Known, row: OutcomeRow): boolean {
  if (own.keptAt !== null || (own.outcome === "summarised" && row.outcome !== "summarised")) return false;
  const old = sql.content.get(own.id) as Content;
  return (
    own.outcome !== row.outcome ||
    old.text !== row.text ||
    old.fields !== jsonOf(row.fields) ||
    old.reason !== row.reason ||
    old.requestId !== row.requestId ||
    old.provider !== row.provider ||
    old.model !== row.model
  );
}

const jsonOf = (fields: OutcomeRow["fields"]) => (fields ? JSON.stringify(fields) : null);

function insert(sql: Statements, row: OutcomeRow, isCurrent: boolean): boolean {
  const email = sql.email.get(row.emailId) as Source | undefined;
  if (!email) return false;
  const sender = email.fromName || email.fromAddress;
  const { emailId, batchId, datasetId, requestId, outcome, text, reason, provider, model, at } = row;
  const head = [requestId, emailId, batchId, datasetId, requestId, outcome, text, jsonOf(row.fields), reason];
  const copied = [sender, email.subject, email.date ?? 0];
  sql.insert.run(head, provider, model, copied, isCurrent ? 1 : 0, at);
  return true;
}

type Statements = ReturnType<typeof prepare>;
const statements = preparedOnce(prepare);

function prepare(client: Db["$client"]) {
  return {
    known: client.prepare(
      "select id, batch_id as batchId, outcome, kept_at as keptAt, is_current as isCurrent from summaries where email_id = ?",
    ),
    content: client.prepare(
      "select request_id as requestId, text, fields, reason, provider, model from summaries where id = ?",
    ),
    email: client.prepare(
      `select from_name as fromName, from_address as fromAddress, subject, date from emails where id = ?`,
    ),
    insert: client.prepare(
      // A provider answers in any order. With the first request's id as its own, a newer batch stands before an older
      // one, and inside a batch the emails stand in the order of their file.
      `insert into summaries (id, email_id, batch_id, dataset_id, request_id, outcome, text, fields, reason, provider,
         model, sender, subject, date, is_current, created_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    update: client.prepare(
      `update summaries set request_id = ?, outcome = ?, text = ?, fields = ?, reason = ?, provider = ?, model = ?,
         is_current = ?, created_at = ?, revision = revision + 1 where id = ?`,
    ),
    count: client.prepare(
      `insert into summary_counts (batch_id, summaries, current) values (?, ?, ?)
       on conflict do update set summaries = summaries + excluded.summaries, current = current + excluded.current`,
    ),
    demote: client.prepare("update summaries set is_current = 0 where id = ?"),
  };
}
