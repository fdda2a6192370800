import { plain } from "#lib/search/fold";

const WORD = /[\p{L}\p{M}][\p{L}\p{N}\p{M}'’-]*/gu;
/** Shorter words say too little of what something is about. */
const SHORTEST = 4;
/** Words of English that are in every kind of mail; of other languages, how evenly a word is spread has to do. */
const COMMON = new Set(
  `about above after again against also although always among another answer anyone asked asks away back because been before being
  below best between both cannot come could dear does doing done down during each email emails even every everyone from further getting
  give given going good have having hello here hers himself hope inform into itself just kind know last later like look made mail make
  many message more most much must need needed needs never next note only onto other otherwise ours over please plus possible quite
  reach really regarding regards reply request requests said same says send sender sending sends sent should since some soon still such
  summary take than thank thanks that their them then there these they thing this those though through time today tomorrow under
  until upon used using very want wants week well were what when where whether which while whom whose will wish with within without
  wont would writes wrote year your yours`.split(/\s+/),
);

/**
 * The words that tell each group of texts from the others, the most telling first, spelt as they mostly are. A word has to
 * be in two texts of its group, or in the only one. Pure.
 */
export function topicWords(groups: readonly (readonly string[])[], most: number): string[][] {
  const counts = groups.map(countTexts);
  const all = new Map<string, number>();
  for (const { texts } of counts) for (const [key, { count }] of texts) all.set(key, (all.get(key) ?? 0) + count);
  const total = groups.reduce((sum, group) => sum + group.length, 0);
  return counts.map(({ texts, size }) => {
    const scored = [...texts].map(([key, { count, spelling }]) => {
      const elsewhere = total === size ? 0 : ((all.get(key) ?? 0) - count) / (total - size);
      return { spelling, count, score: count / size - elsewhere };
    });
    return scored
      .filter(({ score, count }) => score > 0 && (count > 1 || size === 1))
      .sort((a, b) => b.score - a.score || b.count - a.count || a.spelling.localeCompare(b.spelling))
      .slice(0, most)
      .map((one) => one.spelling);
  });
}

type Counted = { size: number; texts: Map<string, { count: number; spelling: string }> };

/** In how many texts each word is; names keep their capital only where they always have one. */
function countTexts(texts: readonly string[]): Counted {
  const found: Counted["texts"] = new Map();
  for (const text of texts) {
    const words = new Map<string, string>();
    for (const [word] of text.matchAll(WORD)) {
      const key = plain(word);
      if ([...key].length < SHORTEST || COMMON.has(key)) continue;
      words.set(key, lower(words.get(key) ?? word, word));
    }
    for (const [key, spelling] of words) {
      const known = found.get(key);
      found.set(key, { count: (known?.count ?? 0) + 1, spelling: lower(known?.spelling ?? spelling, spelling) });
    }
  }
  return { size: texts.length, texts: found };
}

const lower = (one: string, other: string) => (one[0] === one[0]?.toLowerCase() ? one : other);
