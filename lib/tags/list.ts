import type { Db } from "#db/client";
import { shownTags } from "#lib/tags/group";
import { nearTags, pairName } from "#lib/tags/near";
import type { TagRow, TagsView } from "#lib/tags/view";

/** More than anybody looks through; the rest are the rarest. */
const MOST = 1000;

/** Every tag with how many current summaries have it, the most frequent first, and which may be the same. */
export function listTags(db: Db): TagsView {
  const tags = countTags(db, {});
  const dismissed = db.$client
    .prepare("select tag_id as a, other_id as b from tag_changes where kind = 'dismiss' and undone_at is null")
    .all() as { a: number; b: number }[];
  const names = new Set(dismissed.map(({ a, b }) => pairName(a, b)));
  return { tags: tags.slice(0, MOST), near: nearTags(tags, names) };
}

/**
 * How many summaries have each tag, the most frequent first: all of a batch, or the current ones of a dataset or
 * everywhere. Removed datasets and batches do not count.
 */
export function countTags(db: Db, { batch, dataset }: { batch?: number; dataset?: number }): TagRow[] {
  const scope = new Scope(db, batch, dataset);
  const shown = shownTags(db);
  const groups = new Map<number, { name: string; members: { id: number; count: number }[] }>();
  for (const { id, count } of scope.counts()) {
    const tag = shown.get(id);
    if (!tag) continue;
    const group = groups.get(tag.id) ?? { name: tag.name, members: [] };
    group.members.push({ id, count });
    groups.set(tag.id, group);
  }
  return [...groups]
    .map(([id, { name, members }]) => ({ id, name, count: scope.sum(members) }))
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}

const KEPT = `s.batch_id in (select b.id from batches b join datasets d on d.id = b.dataset_id
  where b.removed_at is null and b.purged_at is null and d.removed_at is null and d.purged_at is null`;

/** Which summaries are counted. */
class Scope {
  readonly #db: Db;
  readonly #column: "summaries" | "current";
  readonly #where: string;
  readonly #values: number[];

  constructor(db: Db, batch?: number, dataset?: number) {
    this.#db = db;
    this.#column = batch === undefined ? "current" : "summaries";
    this.#values = [batch, dataset].filter((one) => one !== undefined);
    this.#where = `${KEPT}${batch === undefined ? "" : " and b.id = ?"}${dataset === undefined ? "" : " and d.id = ?"})`;
  }

  counts(): { id: number; count: number }[] {
    return this.#db.$client
      .prepare(
        `select s.tag_id as id, sum(s.${this.#column}) as count from tag_counts s where ${this.#where}
          group by s.tag_id having count > 0`,
      )
      .all(...this.#values) as { id: number; count: number }[];
  }

  /** Tags that are shown as one: a summary that has several of them counts once. */
  sum(members: { id: number; count: number }[]): number {
    const [largest, ...others] = [...members].sort((a, b) => b.count - a.count);
    const before = [largest?.id ?? 0];
    let sum = largest?.count ?? 0;
    for (const { id } of others) {
      const count = this.#db.$client
        .prepare(
          `select count(*) from summary_tags t join summaries s on s.id = t.summary_id
            where t.tag_id = ? and t.off_by is null and ${this.#column === "current" ? "s.is_current = 1 and" : ""} ${this.#where}
              and not exists (select 1 from summary_tags o where o.summary_id = t.summary_id and o.off_by is null
                and o.tag_id in (select value from json_each(?)))`,
        )
        .pluck();
      sum += count.get(id, ...this.#values, JSON.stringify(before)) as number;
      before.push(id);
    }
    return sum;
  }
}
