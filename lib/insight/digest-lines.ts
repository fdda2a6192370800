import { clusterVectors, dot } from "#lib/insight/cluster";
import { gistOf } from "#lib/insight/gist";
import { topicWords } from "#lib/insight/topics";
import type { DigestBy, DigestGroup, DigestLine } from "#lib/insight/view";
import { words } from "#lib/search/fold";

/** A summary as a digest reads it. */
export type DigestItem = {
  id: number;
  sender: string;
  subject: string;
  date: number | null;
  text: string;
  category: string | null;
  tags: { id: number; name: string }[];
  vector: Float32Array | null;
};

const MOST_GROUPS = 8;
const MOST_LINES = 4;
/** Lines come out of so many of a group, the newest. */
const READ_FOR_LINES = 150;
const MOST_IDS = 100;
const TITLE_WORDS = 3;
/** From here on two summaries say nearly the same: by their vectors, or by the share of their words. */
const SAME_MEANING = 0.8;
const SAME_WORDS = 0.6;

type Group = Omit<DigestGroup, "lines" | "count" | "title"> & { title: string; items: DigestItem[] };

/**
 * Divides summaries by what they have in common, and takes sentences out of each group: what several say comes first,
 * then the newest. By tags where at least half of them have some, else by category, by meaning or by sender. `rest` is
 * how many are in no group. Pure.
 */
export function makeDigest(items: readonly DigestItem[]): { by: DigestBy; groups: DigestGroup[]; rest: number } {
  const { by, groups } = divide(items);
  const used = new Set(groups.flatMap((group) => group.items));
  return {
    by,
    groups: groups.map(({ items: own, ...group }) => ({ ...group, count: own.length, lines: linesOf(own) })),
    rest: items.length - used.size,
  };
}

function divide(items: readonly DigestItem[]): { by: DigestBy; groups: Group[] } {
  const isMostly = (has: (item: DigestItem) => boolean) => items.filter(has).length * 2 >= Math.max(1, items.length);
  if (isMostly((item) => item.tags.length > 0)) return { by: "tag", groups: byTag(items) };
  if (isMostly((item) => item.category !== null)) {
    const groups = byName(items, (item) => item.category);
    return { by: "category", groups: groups.map((group) => ({ ...group, category: group.title })) };
  }
  if (isMostly((item) => item.vector !== null)) return { by: "meaning", groups: byMeaning(items) };
  return { by: "sender", groups: byName(items, (item) => item.sender || null) };
}

/** Each summary stands under one of its tags: the tag that most of those that are left have takes them, again and again. */
function byTag(items: readonly DigestItem[]): Group[] {
  const groups: Group[] = [];
  let left = items.filter((item) => item.tags.length > 0);
  while (groups.length < MOST_GROUPS && left.length > 0) {
    const counts = new Map<number, { name: string; count: number }>();
    for (const { id, name } of left.flatMap((item) => item.tags)) {
      counts.set(id, { name, count: (counts.get(id)?.count ?? 0) + 1 });
    }
    const [tag, { name }] = [...counts].reduce((best, one) => (one[1].count > best[1].count ? one : best));
    const has = (item: DigestItem) => item.tags.some((one) => one.id === tag);
    groups.push({ title: name, tag, items: left.filter(has) });
    left = left.filter((item) => !has(item));
  }
  return groups;
}

function byName(items: readonly DigestItem[], nameOf: (item: DigestItem) => string | null): Group[] {
  const named = Map.groupBy(items, nameOf);
  return [...named]
    .flatMap(([title, own]) => (title === null ? [] : [{ title, items: own }]))
    .sort((a, b) => b.items.length - a.items.length)
    .slice(0, MOST_GROUPS);
}

function byMeaning(items: readonly DigestItem[]): Group[] {
  const known = items.filter((item) => item.vector !== null);
  const vectors = known.map((item) => item.vector as Float32Array);
  const wanted = Math.min(MOST_GROUPS, Math.max(1, Math.round(Math.sqrt(known.length / 2))));
  const groups = clusterVectors(vectors, wanted).map((group) => group.map((at) => known[at] as DigestItem));
  const titles = topicWords(
    groups.map((group) => group.map((item) => `${item.subject} ${item.text}`)),
    TITLE_WORDS,
  );
  return groups.map((group, at) => ({ title: titles[at]?.join(", ") || "Various", items: group }));
}

/** The sentences of a group, each with the summaries that say it or nearly the same. */
function linesOf(items: readonly DigestItem[]): DigestLine[] {
  const heaps: { first: DigestItem; ids: number[] }[] = [];
  for (const item of items.slice(0, READ_FOR_LINES)) {
    const heap = heaps.find(({ first }) => areAlike(first, item));
    if (heap) heap.ids.push(item.id);
    else heaps.push({ first: item, ids: [item.id] });
  }
  return heaps
    .sort((a, b) => b.ids.length - a.ids.length)
    .slice(0, MOST_LINES)
    .map(({ first, ids }) => ({
      text: gistOf(first.text),
      ids: ids.slice(0, MOST_IDS),
      sender: first.sender,
      date: first.date,
    }));
}

const wordsOf = new WeakMap<DigestItem, Set<string>>();

function areAlike(one: DigestItem, other: DigestItem): boolean {
  if (one.vector && other.vector) return dot(one.vector, other.vector) >= SAME_MEANING;
  const [a, b] = [one, other].map((item) => {
    const known = wordsOf.get(item) ?? new Set(words(item.text));
    wordsOf.set(item, known);
    return known;
  }) as [Set<string>, Set<string>];
  return a.intersection(b).size >= SAME_WORDS * Math.max(1, a.union(b).size);
}
