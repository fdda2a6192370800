const DELIMITERS = [",", ";", "\t", "|"] as const;

/** How a table separates its cells. */
export type Delimiter = (typeof DELIMITERS)[number];

/** Records that are compared to find the separator. */
const RECORDS = 20;

/**
 * The separator of a table from its first characters: the one that gives the first records the same number of cells,
 * quotes respected. A comma when none does.
 */
export function findDelimiter(text: string): Delimiter {
  // Excel writes it down now and then.
  const said = /^sep=([,;\t|])\r?\n/i.exec(text)?.[1];
  const named = DELIMITERS.find((delimiter) => delimiter === said);
  if (named) return named;
  let best: Delimiter = ",";
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const counts = countCells(text, delimiter);
    const first = counts[0] ?? 1;
    if (first < 2) continue;
    const same = counts.filter((count) => count === first).length / counts.length;
    const score = same * 10 + Math.min(first, 9) / 10;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

function countCells(text: string, delimiter: string): number[] {
  const counts: number[] = [];
  let cells = 1;
  let quoted = false;
  let fresh = true;
  for (let at = 0; at < text.length && counts.length < RECORDS; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char === '"' && text[at + 1] === '"') at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"' && fresh) quoted = true;
    else if (char === delimiter) cells += 1;
    else if (char === "\n") {
      if (cells > 1 || !fresh) counts.push(cells);
      cells = 1;
    }
    fresh = !quoted && (char === delimiter || char === "\n");
  }
  if (counts.length === 0) counts.push(cells);
  return counts;
}
