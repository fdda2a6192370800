import type { Db } from "#db/client";
import type { Email } from "#lib/emails/email";
import type { Marks } from "#lib/emails/marks";

/** Emails with the same subject that are looked at: the newest count. */
const MOST_CANDIDATES = 10;
/** So many days may lie between two emails that only their subject and people bring together. */
const WINDOW_MS = 30 * 24 * 3_600_000;
/** A conversation longer than this stays apart from another that turns out to be its beginning. */
const MOST_MOVED = 500;

type Known = { id: number; threadId: string | null };
type Candidate = Known & { date: number | null; fromAddress: string; to: string; cc: string };
type People = { from: string; all: Set<string> };

/**
 * Prepares the function that finds the conversation of an email about to be stored, by its references first (RFC 5322
 * section 3.6.4), then by subject and people. Answers its thread id, null while it is alone. Emails it meets get the
 * same one, in the transaction that stores this email. Each call looks at a bounded number of rows.
 */
export function prepareThreads(db: Db): (datasetId: number, email: Email, marks: Marks) => string | null {
  const prepare = (sql: string) => db.$client.prepare(sql);
  // The casts matter: where rows are ordered, SQLite plans a bare "?" anew for each value, at ten times the cost.
  const byMessageId = prepare(
    `select id, thread_id as threadId from emails indexed by emails_message
      where dataset_id = cast(? as integer) and message_id = cast(? as text) order by id limit 1`,
  );
  const hasThread = prepare("select 1 from emails where dataset_id = ? and thread_id = ? limit 1").pluck();
  const join = prepare("update emails set thread_id = ? where id = ?");
  const move = prepare(
    `update emails set thread_id = @into where id in
      (select id from emails where dataset_id = @datasetId and thread_id = @from limit ${MOST_MOVED})`,
  );
  const bySubject = prepare(
    `select id, thread_id as threadId, date, from_address as fromAddress, "to", cc
      from emails indexed by emails_subject
      where dataset_id = cast(? as integer) and subject_key = cast(? as text) and is_reply = cast(? as integer)
      order by id desc limit ${MOST_CANDIDATES}`,
  );

  function threadOf(datasetId: number, email: Email, marks: Marks): string | null {
    const { messageId } = email;
    const older = olderOf(email);
    const known = findKnown(datasetId, older);
    let thread = known?.threadId ?? older[0] ?? null;
    if (known && thread !== null && known.threadId === null) join.run(thread, known.id);
    if (messageId !== null && messageId !== thread && hasThread.get(datasetId, messageId)) {
      // Answers to this email came first.
      if (thread !== null) move.run({ datasetId, from: messageId, into: thread });
      thread ??= messageId;
    }
    const isAlone = !known && (thread === null || !hasThread.get(datasetId, thread));
    return (isAlone ? joinBySubject(datasetId, email, marks, thread) : null) ?? thread;
  }

  function findKnown(datasetId: number, older: string[]): Known | undefined {
    for (const messageId of older.toReversed()) {
      const known = byMessageId.get(datasetId, messageId) as Known | undefined;
      if (known) return known;
    }
    return undefined;
  }

  /** One of the two has to be a reply: a weekly report is no conversation. */
  function joinBySubject(datasetId: number, email: Email, marks: Marks, thread: string | null): string | null {
    if (marks.subjectKey === null) return null;
    for (const isReply of marks.isReply ? [1, 0] : [1]) {
      const candidates = bySubject.all(datasetId, marks.subjectKey, isReply) as Candidate[];
      const other = candidates.find((candidate) => areTalking(email, candidate));
      if (!other) continue;
      if (other.threadId !== null) return other.threadId;
      const shared = thread ?? `with ${other.id}`;
      join.run(shared, other.id);
      return shared;
    }
    return null;
  }

  return threadOf;
}

/** The Message-IDs an email refers to that are looked for: the conversation's first, the one before it, and what it answers. */
function olderOf({ references, inReplyTo, messageId }: Email): string[] {
  const all = [references[0], references.at(-1), inReplyTo];
  return [...new Set(all)].filter((one): one is string => Boolean(one) && one !== messageId);
}

/** Whether each one's sender takes part in the other email, with not too much time between them. */
function areTalking(email: Email, other: Candidate): boolean {
  if (email.date !== null && other.date !== null && Math.abs(email.date - other.date) > WINDOW_MS) return false;
  const one = peopleOf(email.from[0]?.address ?? "", [...email.to, ...email.cc]);
  const two = peopleOf(other.fromAddress, [...addresses(other.to), ...addresses(other.cc)]);
  if (one.from === "" || two.from === "") return false;
  if (one.from === two.from) return one.all.intersection(two.all).size > 1;
  return one.all.has(two.from) && two.all.has(one.from);
}

function peopleOf(from: string, others: { address: string }[]): People {
  return { from, all: new Set([from, ...others.map(({ address }) => address)].filter((address) => address !== "")) };
}

function addresses(json: string): { address: string }[] {
  return JSON.parse(json) as { address: string }[];
}
