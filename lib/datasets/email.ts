import type { Db } from "#db/client";
import { ROW_COLUMNS, type StoredRow, toRow } from "#lib/datasets/emails";
import type { EmailRow, EmailView } from "#lib/datasets/view";
import { newestText } from "#lib/emails/newest";
import { AppError } from "#lib/errors";

/** So many emails of a conversation stand beside one of them. */
const MOST_BESIDE = 50;

const EMAIL = `select e.id, e.dataset_id as datasetId, e.from_text as fromText, e."to", e.cc, e.date, e.subject, e.text,
    e.hidden_text as hiddenText, e.attachments, e.path, e.extra, e.position, f.name as fileName, f.kind as fileKind,
    e.left_out as leftOut, e.is_duplicate as isDuplicate, e.thread_id as threadId, e.content_key as contentKey
  from emails e join dataset_files f on f.id = e.file_id join datasets d on d.id = e.dataset_id
  where e.id = ? and d.purged_at is null`;

type Json = "to" | "cc" | "attachments" | "extra";
type Stored = Omit<EmailView, Json | "leftOut" | "isDuplicate" | "foldFrom" | "original" | "thread"> &
  Record<Json, string> & { leftOut: 0 | 1; isDuplicate: 0 | 1; threadId: string | null; contentKey: string | null };

/** One email, whole, with what it belongs to. Throws AppError "not-found". */
export function getEmail(db: Db, id: number): EmailView {
  const stored = db.$client.prepare(EMAIL).get(id) as Stored | undefined;
  if (!stored) throw new AppError("not-found", "This email does not exist any more.");
  const { threadId, contentKey, to, cc, attachments, extra, ...rest } = stored;
  return {
    ...rest,
    to: JSON.parse(to),
    cc: JSON.parse(cc),
    attachments: JSON.parse(attachments),
    extra: JSON.parse(extra),
    leftOut: stored.leftOut === 1,
    isDuplicate: stored.isDuplicate === 1,
    foldFrom: foldFrom(stored.text),
    original: stored.isDuplicate === 1 ? originalOf(db, stored.datasetId, contentKey) : null,
    thread: threadId === null ? [] : threadRows(db, stored.datasetId, threadId),
  };
}

/** Where what its writer did not type begins: older mail, or a signature; null when all of it is new. */
function foldFrom(text: string): number | null {
  const { quotedFrom, signatureFrom } = newestText(text);
  const from = Math.min(quotedFrom ?? text.length, signatureFrom ?? text.length);
  return text.slice(from).trim() === "" || text.slice(0, from).trim() === "" ? null : from;
}

/** The one that is kept of those with the same content. */
function originalOf(db: Db, datasetId: number, contentKey: string | null): EmailView["original"] {
  const row = db.$client
    .prepare(
      `select e.id, f.name as fileName, e.path, e.position, f.kind as fileKind
         from emails e join dataset_files f on f.id = e.file_id
        where e.dataset_id = ? and e.content_key = ? and e.is_duplicate = 0 limit 1`,
    )
    .get(datasetId, contentKey);
  return (row as EmailView["original"] | undefined) ?? null;
}

function threadRows(db: Db, datasetId: number, threadId: string): EmailRow[] {
  const rows = db.$client
    .prepare(
      `select ${ROW_COLUMNS} from emails e where e.id in (select id from emails
         where dataset_id = ? and thread_id = ? and is_duplicate = 0 limit ${MOST_BESIDE})
       order by e.date is null, e.date, e.id`,
    )
    .all(datasetId, threadId) as StoredRow[];
  return rows.length > 1 ? rows.map(toRow) : [];
}
