import type { Db } from "#db/client";
import { preparedOnce } from "#db/prepared";
import { tagKey, tagName } from "#lib/tags/key";

/**
 * Gives a summary the tags of its answer; called inside the caller's transaction. Those it had from an earlier answer
 * go; what a person added or took off stays. Names that differ only in case or plural are one tag.
 */
export function saveTags(db: Db, summary: { id: number; isNew: boolean }, names: string[]): void {
  const sql = statements(db);
  const given = new Set(names.map((name) => findOrMake(sql, name)).filter((id) => id !== null));
  if (!summary.isNew) {
    for (const old of sql.ofModel.all(summary.id) as number[]) if (!given.has(old)) sql.remove.run(summary.id, old);
  }
  for (const id of given) sql.add.run(summary.id, id);
}

/** The id of the tag with this name, made when it is new; null when the name has neither letter nor digit. */
export function needTag(db: Db, name: string): number | null {
  return findOrMake(statements(db), name);
}

function findOrMake(sql: Statements, name: string): number | null {
  const key = tagKey(name);
  if (key === "") return null;
  const known = sql.find.get(key) as number | undefined;
  return known ?? Number(sql.make.run(tagName(name), key).lastInsertRowid);
}

type Statements = ReturnType<typeof prepare>;
const statements = preparedOnce(prepare);

function prepare(client: Db["$client"]) {
  return {
    find: client.prepare("select id from tags where key = ?").pluck(),
    make: client.prepare("insert into tags (name, key) values (?, ?)"),
    add: client.prepare(
      "insert into summary_tags (summary_id, tag_id, source) values (?, ?, 'model') on conflict do nothing",
    ),
    ofModel: client
      .prepare("select tag_id from summary_tags where summary_id = ? and source = 'model' and off_by is null")
      .pluck(),
    remove: client.prepare("delete from summary_tags where summary_id = ? and tag_id = ?"),
  };
}
