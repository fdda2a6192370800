import type { Db } from "#db/client";
import { type DigestItem, makeDigest } from "#lib/insight/digest-lines";
import { newestIds } from "#lib/insight/scope";
import type { DigestView } from "#lib/insight/view";
import { readVectors } from "#lib/search/read-vectors";
import type { SummaryFilter } from "#lib/summaries/view";
import { shownTags } from "#lib/tags/group";

/** A digest is made of the newest so many: more take longer than a page may, and nobody calls that a digest. */
const READ = 500;

type Row = Omit<DigestItem, "tags" | "vector">;

/** What the newest summaries under a filter say, in their own words. No model is asked. */
export function readDigest(db: Db, filter: SummaryFilter): DigestView {
  return db.$client.transaction(() => {
    const ids = newestIds(db, { ...filter, outcome: "summarised" }, READ + 1);
    const read = filter.outcome && filter.outcome !== "summarised" ? [] : ids.slice(0, READ);
    const items = readItems(db, read);
    return { ...makeDigest(items), read: items.length, isCapped: read.length < ids.length && read.length > 0 };
  })();
}

function readItems(db: Db, ids: number[]): DigestItem[] {
  const asked = JSON.stringify(ids);
  const rows = db.$client
    .prepare(
      `select s.id, s.sender, s.subject, nullif(s.date, 0) as date, s.text, s.fields ->> '$.category' as category
         from json_each(?) j cross join summaries s on s.id = j.value`,
    )
    .all(asked) as Row[];
  const given = db.$client
    .prepare(
      `select t.summary_id as id, t.tag_id as tag from json_each(?) j cross join summary_tags t on t.summary_id = j.value
        where t.off_by is null order by j.key, t.tag_id`,
    )
    .all(asked) as { id: number; tag: number }[];
  const shown = shownTags(db);
  const vectors = readVectors(db, ids);
  const tags = Map.groupBy(given, (one) => one.id);
  return rows.map((row) => {
    const own = (tags.get(row.id) ?? []).flatMap(({ tag }) => shown.get(tag) ?? []);
    return {
      ...row,
      tags: [...new Map(own.map(({ id, name }) => [id, { id, name }])).values()],
      vector: vectors.get(row.id) ?? null,
    };
  });
}
