import type { Db } from "#db/client";
import { AppError } from "#lib/errors";
import { queueSummaries } from "#lib/search/queue";
import { GROUP, shownTag } from "#lib/tags/group";
import { tagKey, tagName } from "#lib/tags/key";
import { queueTag } from "#lib/tags/queue";
import { needTag } from "#lib/tags/save";

/** Who did it and when, milliseconds. */
export type By = { who: string; now: number };
/** What was done: `changeId` undoes it (lib/tags/undo). `tag` is the tag as it is shown now. */
export type Changed = { changeId: number; kind: Kind; tag: { id: number; name: string } };
type Kind = "merge" | "name" | "remove" | "add" | "take_off" | "dismiss";

/**
 * Gives a tag another name. Where another tag has that name already, the two become one. Answers with earlier names
 * find their way to it. Throws AppError "not-found", "invalid".
 */
export function renameTag(db: Db, id: number, name: string, by: By): Changed {
  return atOnce(db, () => {
    const tag = needShown(db, id);
    const other = shownTag(db, needNamed(db, name));
    if (other && other.id !== tag.id) return merge(db, tag, other, by);
    db.$client.prepare("update tags set name = ? where id = ?").run(tagName(name), tag.id);
    queueTag(db, tag.id);
    return record(db, { kind: "name", tagId: tag.id, nameBefore: tag.name }, by);
  });
}

/** Makes one tag of two: what has the first is shown with the second. Throws AppError "not-found", "invalid". */
export function mergeTags(db: Db, id: number, intoId: number, by: By): Changed {
  return atOnce(db, () => {
    const [tag, into] = [needShown(db, id), needShown(db, intoId)];
    if (tag.id === into.id) throw new AppError("invalid", "These are one tag already.");
    return merge(db, tag, into, by);
  });
}

/** Shows a tag nowhere any more; later answers with it neither. Throws AppError "not-found". */
export function removeTag(db: Db, id: number, by: By): Changed {
  return atOnce(db, () => {
    const tag = needShown(db, id);
    db.$client.prepare("update tags set into_id = 0 where id = ?").run(tag.id);
    queueTag(db, tag.id);
    return record(db, { kind: "remove", tagId: tag.id }, by);
  });
}

/** Gives a summary a tag. One that had been removed is back then, wherever it was. Throws AppError "not-found", "invalid". */
export function addTag(db: Db, summaryId: number, name: string, by: By): Changed {
  return atOnce(db, () => {
    const found = db.$client.prepare("select 1 from summaries where id = ?").get(summaryId);
    if (!found) throw new AppError("not-found", "This summary does not exist any more.");
    const id = needNamed(db, name);
    const otherId = restore(db, id);
    const rowBefore = db.$client
      .prepare("select source, off_by as offBy from summary_tags where summary_id = ? and tag_id = ?")
      .get(summaryId, id) as RowBefore | undefined;
    db.$client
      .prepare(
        `insert into summary_tags (summary_id, tag_id, source) values (?, ?, 'person')
           on conflict do update set off_by = null, source = 'person'`,
      )
      .run(summaryId, id);
    queueSummaries(db, [summaryId]);
    return record(db, { kind: "add", tagId: id, otherId, summaryId, rowBefore }, by);
  });
}

/** Takes a tag off one summary. Throws AppError "not-found" when the tag is gone. */
export function takeOffTag(db: Db, summaryId: number, id: number, by: By): Changed {
  return atOnce(db, () => {
    const tag = needShown(db, id);
    const change = record(db, { kind: "take_off", tagId: tag.id, summaryId }, by);
    db.$client
      .prepare(`update summary_tags set off_by = ? where summary_id = ? and off_by is null and tag_id in (${GROUP})`)
      .run(change.changeId, summaryId, tag.id);
    queueSummaries(db, [summaryId]);
    return change;
  });
}

/** Says that two tags are not the same, so that they are not suggested any more. Throws AppError "not-found". */
export function dismissPair(db: Db, id: number, otherId: number, by: By): Changed {
  return atOnce(db, () => {
    const [tag, other] = [needShown(db, id), needShown(db, otherId)];
    return record(db, { kind: "dismiss", tagId: tag.id, otherId: other.id }, by);
  });
}

type Tag = { id: number; name: string };

function merge(db: Db, tag: Tag, into: Tag, by: By): Changed {
  db.$client.prepare("update tags set into_id = ? where id = ?").run(into.id, tag.id);
  queueTag(db, tag.id);
  return record(db, { kind: "merge", tagId: tag.id, otherId: into.id }, by);
}

/** Whatever a removed tag had gone into is shown again. Answers the tag that had been removed, null when none was. */
function restore(db: Db, id: number): number | null {
  const read = db.$client.prepare("select into_id from tags where id = ?").pluck();
  for (let at = id; ; ) {
    const into = read.get(at) as number | null;
    if (into === null) return null;
    if (into === 0) {
      db.$client.prepare("update tags set into_id = null where id = ?").run(at);
      queueTag(db, at);
      return at;
    }
    at = into;
  }
}

function needShown(db: Db, id: number): Tag {
  const tag = shownTag(db, id);
  if (!tag) throw new AppError("not-found", "This tag is gone.");
  return tag;
}

function needNamed(db: Db, name: string): number {
  const id = tagKey(name) === "" ? null : needTag(db, name);
  if (id === null) throw new AppError("invalid", "A tag needs a letter or a digit.");
  return id;
}

/** What `summary_tags` said of a summary's tag; `offBy` is null while it was on. */
export type RowBefore = { source: "model" | "person"; offBy: number | null };
type Row = {
  kind: Kind;
  tagId: number;
  otherId?: number | null;
  summaryId?: number;
  nameBefore?: string;
  rowBefore?: RowBefore | undefined;
};

function record(db: Db, row: Row, { who, now }: By): Changed {
  const { kind, tagId, otherId = null, summaryId = null, nameBefore = null, rowBefore } = row;
  const { lastInsertRowid } = db.$client
    .prepare(
      `insert into tag_changes (kind, tag_id, other_id, summary_id, name_before, row_before, at, "by")
        values (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(kind, tagId, otherId, summaryId, nameBefore, rowBefore ? JSON.stringify(rowBefore) : null, now, who);
  const tag = shownTag(db, tagId) ?? { id: tagId, name: "" };
  return { changeId: Number(lastInsertRowid), kind, tag };
}

function atOnce<R>(db: Db, work: () => R): R {
  return db.$client.transaction(work).immediate();
}
