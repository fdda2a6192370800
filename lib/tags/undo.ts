import type { Db } from "#db/client";
import { AppError } from "#lib/errors";
import { queueSummaries } from "#lib/search/queue";
import type { RowBefore } from "#lib/tags/change";
import { queueTag } from "#lib/tags/queue";

type Change = {
  kind: string;
  tagId: number;
  otherId: number | null;
  summaryId: number | null;
  nameBefore: string | null;
  rowBefore: string | null;
  undoneAt: number | null;
};

/**
 * Undoes one change of tags; a second time changes nothing. Throws AppError "not-found", or "conflict" when something
 * else was done to the tag since.
 */
export function undoTagChange(db: Db, changeId: number, now: number): void {
  const { $client: client } = db;
  client
    .transaction(() => {
      const change = client
        .prepare(
          `select kind, tag_id as tagId, other_id as otherId, summary_id as summaryId, name_before as nameBefore,
                  row_before as rowBefore, undone_at as undoneAt from tag_changes where id = ?`,
        )
        .get(changeId) as Change | undefined;
      if (!change) throw new AppError("not-found", "This can no longer be undone.");
      if (change.undoneAt !== null) return;
      turnBack(client, changeId, change);
      queueChanged(db, change);
      client.prepare("update tag_changes set undone_at = ? where id = ?").run(now, changeId);
    })
    .immediate();
}

function turnBack(client: Db["$client"], changeId: number, change: Change): void {
  const { kind, tagId, otherId, summaryId, nameBefore } = change;
  if (kind === "merge" || kind === "remove") {
    const into = kind === "merge" ? otherId : 0;
    const done = client.prepare("update tags set into_id = null where id = ? and into_id = ?").run(tagId, into);
    if (done.changes === 0) throw new AppError("conflict", "This tag was changed again since.");
  } else if (kind === "name") {
    client.prepare("update tags set name = ? where id = ?").run(nameBefore, tagId);
  } else if (kind === "add") {
    takeBack(client, changeId, change);
  } else if (kind === "take_off") {
    client
      .prepare("update summary_tags set off_by = null where summary_id = ? and off_by = ?")
      .run(summaryId, changeId);
  }
}

/** Whatever the change was about is shown otherwise again. */
function queueChanged(db: Db, { kind, tagId, otherId, summaryId }: Change): void {
  if (kind === "merge" || kind === "remove" || kind === "name") queueTag(db, tagId);
  if (kind === "add" && otherId !== null) queueTag(db, otherId);
  if (summaryId !== null) queueSummaries(db, [summaryId]);
}

/** What the summary's row said before is there again, and a tag that came back with the change is gone again. */
function takeBack(client: Db["$client"], changeId: number, { tagId, otherId, summaryId, rowBefore }: Change): void {
  const before = rowBefore === null ? null : (JSON.parse(rowBefore) as RowBefore);
  client
    .prepare(
      `update summary_tags set off_by = ?, source = coalesce(?, source)
        where summary_id = ? and tag_id = ? and off_by is null`,
    )
    .run(before === null ? changeId : before.offBy, before?.source ?? null, summaryId, tagId);
  if (otherId !== null) client.prepare("update tags set into_id = 0 where id = ? and into_id is null").run(otherId);
}
