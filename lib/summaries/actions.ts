import type { Db } from "#db/client";
import { preparedOnce } from "#db/prepared";
import type { Fields } from "#lib/prompts/form";

/**
 * Makes the action items of a summary those of its answer; called inside the caller's transaction. What was ticked off
 * stays so while its words stay, also where another batch names the same of the same email; a due date that is new is
 * yet to be read.
 */
export function saveActions(db: Db, summary: { id: number; isNew: boolean }, actions: Fields["actions"] = []): void {
  if (summary.isNew && actions.length === 0) return;
  const sql = statements(db);
  if (!summary.isNew) sql.shorten.run(summary.id, actions.length);
  for (const [place, { what, owner, due }] of actions.entries()) {
    sql.save.run(place, what, owner, due, due === null ? 1 : 0, summary.id);
  }
  if (actions.length > 0) sql.tick.run({ id: summary.id });
}

const statements = preparedOnce((client) => ({
  shorten: client.prepare("delete from action_items where summary_id = ? and place >= ?"),
  save: client.prepare(
    `insert into action_items (summary_id, place, dataset_id, batch_id, what, owner, due, is_due_read)
     select id, ?, dataset_id, batch_id, ?, ?, ?, ? from summaries where id = ?
     on conflict do update set what = excluded.what, owner = excluded.owner, due = excluded.due, due_day = 999999,
       is_due_read = excluded.is_due_read, done_at = iif(what = excluded.what, done_at, null),
       done_by = iif(what = excluded.what, done_by, '')`,
  ),
  tick: client.prepare(
    `update action_items as mine set done_at = other.done_at, done_by = other.done_by
       from summaries s
       join summaries o indexed by summaries_email_batch on o.email_id = s.email_id and o.id <> s.id
       join action_items other on other.summary_id = o.id and other.done_at is not null
      where s.id = @id and mine.summary_id = @id and mine.done_at is null
        and lower(trim(mine.what)) = lower(trim(other.what))`,
  ),
}));
