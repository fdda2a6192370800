import type { Db } from "#db/client";
import { correctFilter } from "#lib/summaries/correct";
import type { FILTER_FIELDS } from "#lib/summaries/filter";
import { selectIds } from "#lib/summaries/query";
import type { SummaryFacets, SummaryFilter, TagFacet } from "#lib/summaries/view";
import { shownTag, shownTags } from "#lib/tags/group";
import { countTags } from "#lib/tags/list";

/** So many tags are offered. */
const MOST = 60;
/** So many of the newest summaries under a search are counted one by one. */
const COUNTED = 2000;

/** What the summaries under a filter can be narrowed to further, with counts. */
export function listFacets(db: Db, given: SummaryFilter): SummaryFacets {
  const { filter } = correctFilter(db.$client, given);
  const { dataset, batch, ...narrower } = filter;
  const isNarrow = Object.keys(narrower).length > 0;
  const { tags, isCapped } = isNarrow ? countFound(db, filter) : { tags: countTags(db, filter), isCapped: false };
  const chosen = (filter.tags ?? []).flatMap((id) => shownTag(db, id) ?? []);
  const isChosen = new Set(chosen.map((tag) => tag.id));
  const countOf = new Map(tags.map((tag) => [tag.id, tag.count]));
  return {
    tags: tags.filter((tag) => !isChosen.has(tag.id)).slice(0, MOST),
    chosen: chosen.map((tag) => ({ ...tag, count: countOf.get(tag.id) ?? 0 })),
    isCapped,
    category: valuesOf(db, "category"),
    sentiment: valuesOf(db, "sentiment"),
    urgency: valuesOf(db, "urgency"),
  };
}

function countFound(db: Db, filter: SummaryFilter): { tags: TagFacet[]; isCapped: boolean } {
  const { text, values } = selectIds(filter, "newest", null, COUNTED + 1);
  const ids = db.$client
    .prepare(text)
    .pluck()
    .all(...values) as number[];
  const given = db.$client
    .prepare(
      `select t.summary_id, t.tag_id from json_each(?) n cross join summary_tags t on t.summary_id = n.value
        where t.off_by is null`,
    )
    .raw();
  const shown = shownTags(db);
  const counts = new Map<number, TagFacet>();
  /** The last summary that was counted for each tag: two tags that are shown as one count once. */
  const lastOf = new Map<number, number>();
  for (const [summary, tagId] of given.iterate(JSON.stringify(ids.slice(0, COUNTED))) as Iterable<[number, number]>) {
    const tag = shown.get(tagId);
    if (!tag || lastOf.get(tag.id) === summary) continue;
    lastOf.set(tag.id, summary);
    const facet = counts.get(tag.id) ?? { id: tag.id, name: tag.name, count: 0 };
    facet.count += 1;
    counts.set(tag.id, facet);
  }
  const tags = [...counts.values()].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
  return { tags, isCapped: ids.length > COUNTED };
}

/** Every value that any answer has; the index alone is read, from each value straight to the next. */
function valuesOf(db: Db, field: (typeof FILTER_FIELDS)[number]): string[] {
  const value = `fields ->> '$.${field}'`;
  const next = db.$client
    .prepare(
      `select min(${value}) from summaries indexed by summaries_${field} where ${value} is not null and ${value} > ?`,
    )
    .pluck();
  const values: string[] = [];
  for (let at = ""; values.length < MOST; ) {
    const found = next.get(at) as string | null;
    if (found === null) break;
    values.push(found);
    at = found;
  }
  return values;
}
