import type { Db } from "#db/client";
import type { Claim } from "#db/schema";
import type { Fields } from "#lib/prompts/form";
import { ground } from "#lib/summaries/ground";
import { readSteering } from "#lib/summaries/steered";
import type { Step } from "#lib/worker/lane";

/** How long the loop is held at a time, by many summaries or by one with a very long email. */
const SLICE_MS = 20;
const ROWS_AT_ONCE = 20;
/** Characters read of an email and of what it hides: what a model was sent of it is no longer. */
const LONGEST_TEXT = 100_000;

type Row = {
  id: number;
  summary: string;
  fields: string | null;
  revision: number;
  fromText: string | null;
  to: string;
  cc: string;
  date: number | null;
  subject: string;
  text: string;
  hiddenText: string;
};
type Grounded = { id: number; revision: number; claims: Claim[]; isSteered: boolean };

const WAITING = `select s.id, s.text as summary, s.fields, s.revision, e.from_text as fromText, e."to", e.cc, e.date, e.subject,
    substr(e.text, 1, ${LONGEST_TEXT}) as text, substr(e.hidden_text, 1, ${LONGEST_TEXT}) as hiddenText
  from summaries s indexed by summaries_ungrounded left join emails e on e.id = s.email_id
  where s.outcome = 'summarised' and s.grounded_revision < s.revision order by s.id desc limit ${ROWS_AT_ONCE}`;

/**
 * Holds new and changed summaries against their emails, newest first. The rows themselves are the queue. It rests as
 * long as it works: collecting what comes back goes first.
 */
export const groundStep: Step = async ({ db }) => groundSummaries(db, SLICE_MS) > 0 && SLICE_MS;

/**
 * Grounds summaries for about `ms` milliseconds and stores what was found; one that is changed meanwhile stays in the
 * queue. Answers how many were looked at, 0 when none waits.
 */
export function groundSummaries(db: Db, ms: number): number {
  const until = performance.now() + ms;
  const done: Grounded[] = [];
  for (const row of db.$client.prepare(WAITING).all() as Row[]) {
    done.push(groundRow(row));
    if (performance.now() >= until) break;
  }
  if (done.length > 0) store(db, done);
  return done.length;
}

function groundRow({ id, revision, summary, fields, fromText, to, cc, ...email }: Row): Grounded {
  // Its email is gone: there is nothing to hold it against.
  if (fromText === null) return { id, revision, claims: [], isSteered: false };
  const source = { ...email, fromText, to: JSON.parse(to), cc: JSON.parse(cc) };
  const said = fields === null ? null : (JSON.parse(fields) as Fields);
  return { id, revision, claims: ground(summary, source, said), isSteered: readSteering(email) !== null };
}

function store(db: Db, done: Grounded[]): void {
  const mark = db.$client.prepare(
    `update summaries set claims = ?, is_steered = ?, needs_look = ?, grounded_revision = revision
      where id = ? and revision = ?`,
  );
  const write = db.$client.transaction(() => {
    for (const { id, revision, claims, isSteered } of done) {
      const needsLook = claims.length > 0 || isSteered;
      mark.run(JSON.stringify(claims), isSteered ? 1 : 0, needsLook ? 1 : 0, id, revision);
    }
  });
  write.immediate();
}
