import type { Db } from "#db/client";
import { preparedOnce } from "#db/prepared";

/** A tag as it is shown. */
type Shown = { id: number; name: string };

/**
 * All tags that are shown as the one that a tag (the one bound value) is shown as. None when it was removed. Whoever
 * kept the id of a tag that was merged since still finds its summaries.
 */
export const GROUP = `with recursive up(id, into_id) as (
    select id, into_id from tags where id = ?
    union all select t.id, t.into_id from tags t join up on t.id = up.into_id),
  down(id) as (
    select id from up where into_id is null
    union all select t.id from tags t join down on t.into_id = down.id)
  select id from down`;

/** The summaries that have a tag (the one bound value) on. */
export const WITH_TAG = `select summary_id from summary_tags where off_by is null and tag_id in (${GROUP})`;

/** The tag that one is shown as: itself, or the one it went into; null when it was removed. */
export function shownTag(db: Db, id: number): Shown | null {
  const { read } = statements(db);
  for (let at = id; ; ) {
    const tag = read.get(at) as (Shown & { intoId: number | null }) | undefined;
    if (!tag) return null;
    if (tag.intoId === null) return { id: tag.id, name: tag.name };
    at = tag.intoId;
  }
}

/** The tags of a summary as they are shown, each once. */
export function tagsOf(db: Db, summaryId: number): Shown[] {
  const given = statements(db).given.all(summaryId) as number[];
  const shown = new Map<number, Shown>();
  for (const id of given) {
    const tag = shownTag(db, id);
    if (tag) shown.set(tag.id, tag);
  }
  return [...shown.values()];
}

const statements = preparedOnce((client) => ({
  read: client.prepare("select id, name, into_id as intoId from tags where id = ?"),
  given: client
    .prepare("select tag_id from summary_tags where summary_id = ? and off_by is null order by tag_id")
    .pluck(),
}));

/** Which tag each tag is shown as, all at once: for counting. Those that were removed are missing. */
export function shownTags(db: Pick<Db, "$client">): Map<number, Shown> {
  const all = db.$client.prepare("select id, name, into_id as intoId from tags").all() as (Shown & {
    intoId: number | null;
  })[];
  const byId = new Map(all.map((tag) => [tag.id, tag]));
  const shown = new Map<number, Shown>();
  for (const tag of all) {
    let at: (typeof all)[number] | undefined = tag;
    while (at && at.intoId !== null) at = byId.get(at.intoId);
    if (at) shown.set(tag.id, at);
  }
  return shown;
}
