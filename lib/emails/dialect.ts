/** Separators, the likeliest first: of two that fit equally well, the first is taken. */
const DELIMITERS = [",", ";", "\t", "|", "^", "~", ":"] as const;
type Delimiter = (typeof DELIMITERS)[number];

/** How a table is written: what stands between cells, around them, and in front of a quote inside. */
export type Dialect = {
  delimiter: Delimiter;
  quote: '"' | "'";
  /** True where a quote inside a cell is written \" instead of "". */
  escapes: boolean;
  /** What ends a row: a line feed (a carriage return may stand before it), or a carriage return alone. */
  newline: "\n" | "\r";
};

/** Records that are compared to find the separator. */
const RECORDS = 20;

/** The dialect of a table from its first characters. */
export function findDialect(text: string): Dialect {
  const quote = findQuote(text);
  // Doubled quotes show that a backslash before one is a backslash.
  const isDoubled = new RegExp(`[^${EDGE}]${quote}${quote}`).test(text);
  const escapes = !isDoubled && new RegExp(`\\\\${quote}[^${EDGE}${quote}]`).test(text);
  const newline = findNewline(text, quote);
  return { delimiter: findDelimiter(text, quote, newline), quote, escapes, newline };
}

/**
 * The separator: the one that gives the records the same number of cells, quotes respected. A title above the table may
 * lack it. A comma when none does.
 */
function findDelimiter(text: string, quote: string, newline: string): Delimiter {
  // Excel writes it down now and then.
  const said = /^sep=(.)\r?\n/i.exec(text)?.[1];
  const named = DELIMITERS.find((delimiter) => delimiter === said);
  if (named) return named;
  let best: Delimiter = ",";
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const counts = countCells(text, delimiter, quote, newline);
    const width = mostCommon(counts);
    if (width < 2) continue;
    // Half a point for the first record, which is the names more often than not.
    const same = counts.filter((count) => count === width).length / counts.length;
    const score = same * 10 + (counts[0] === width ? 0.5 : 0) + Math.min(width, 9) / 10;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

function mostCommon(counts: number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  let best = counts[0] ?? 1;
  for (const [count, often] of times) if (often > (times.get(best) ?? 0)) best = count;
  return best;
}

/** What may stand beside a cell, as part of a set of characters. */
const EDGE = ",;\\t|^~:\\r\\n";
const QUOTED = new RegExp(`(?:^|[${EDGE}])'((?:[^']|'')*)'(?=[${EDGE}]|$)`, "g");

/**
 * An apostrophe is a quote only where cells need it: around a separator, a line end or a doubled one, or around the
 * first cell. Outlook writes 'jane@x.com' in tables that are quoted otherwise.
 */
function findQuote(text: string): '"' | "'" {
  if (/^'(?:[^']|'')*'[,;\t|^~:\r\n]/.test(text)) return "'";
  if (!text.includes("'") || new RegExp(`(?:^|[${EDGE}])"`).test(text)) return '"';
  const cells = [...text.matchAll(QUOTED)];
  if (cells.length === 0) return '"';
  const isNeeded = cells.some(([, inner = ""]) => /''|[,;\t|^~\n]/.test(inner));
  return isNeeded ? "'" : '"';
}

/** The first line end outside quotes tells. */
function findNewline(text: string, quote: string): "\n" | "\r" {
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === quote) quoted = !quoted;
    else if (!quoted && char === "\n") return "\n";
    else if (!quoted && char === "\r" && at + 1 < text.length) return text[at + 1] === "\n" ? "\n" : "\r";
  }
  return "\n";
}

function countCells(text: string, delimiter: string, quote: string, newline: string): number[] {
  const counts: number[] = [];
  let cells = 1;
  let quoted = false;
  let fresh = true;
  for (let at = 0; at < text.length && counts.length < RECORDS; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char === quote && text[at + 1] === quote) at += 1;
      else if (char === quote) quoted = false;
    } else if (char === quote && fresh) quoted = true;
    else if (char === delimiter) cells += 1;
    else if (char === newline) {
      if (cells > 1 || !fresh) counts.push(cells);
      cells = 1;
    }
    fresh = !quoted && (char === delimiter || char === newline);
  }
  if (counts.length === 0) counts.push(cells);
  return counts;
}
