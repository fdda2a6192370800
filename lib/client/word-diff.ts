/** A stretch of a text; `isOnly` says that the other text does not have it there. The stretches joined are the text. */
export type Stretch = { text: string; isOnly: boolean };

/** Beyond so many pairs of words the middle counts as different: nobody could follow such a comparison anyway. */
const MOST_PAIRS = 1_000_000;

/** What two texts do not have in common, word by word (longest common subsequence). Pure. */
export function diffWords(left: string, right: string): { left: Stretch[]; right: Stretch[] } {
  const [a, b] = [tokens(left), tokens(right)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const common = commonPlaces(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return {
    left: stretches(a, (at) => at < start || at >= a.length - end || common.a.has(at - start)),
    right: stretches(b, (at) => at < start || at >= b.length - end || common.b.has(at - start)),
  };
}

/** Words with the blanks behind them, so that joining gives the text back. */
const tokens = (text: string) => text.match(/^\s+|\S+\s*/g) ?? [];
const key = (token: string) => token.trim();

function commonPlaces(a: string[], b: string[]): { a: Set<number>; b: Set<number> } {
  const found = { a: new Set<number>(), b: new Set<number>() };
  if (a.length === 0 || b.length === 0 || a.length * b.length > MOST_PAIRS) return found;
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const isSame = key(a[i] ?? "") === key(b[j] ?? "");
      lengths[i * width + j] = isSame ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (key(a[i] ?? "") === key(b[j] ?? "")) {
      found.a.add(i++);
      found.b.add(j++);
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return found;
}

function stretches(words: string[], isCommon: (at: number) => boolean): Stretch[] {
  const list: Stretch[] = [];
  for (const [at, word] of words.entries()) {
    const isOnly = !isCommon(at);
    const last = list.at(-1);
    if (last?.isOnly === isOnly) last.text += word;
    else list.push({ text: word, isOnly });
  }
  return list;
}
