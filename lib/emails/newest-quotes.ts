import {
  ATTRIBUTION_START,
  ATTRIBUTIONS,
  FORWARD_LINE,
  HEADER_LABELS,
  MAX_LINE,
  ORIGINAL_LINE,
} from "#lib/emails/newest-words";

/** One line of a body: its first character's offset, its text without the line end (cut to MAX_LINE for patterns). */
export type Line = { at: number; end: number; text: string; quoted: boolean; blank: boolean };

/** Where an older mail begins: the line, the first line of its text, and whether it was forwarded. */
export type Break = { line: number; bodyLine: number; forward: boolean };

/** Splits at \n, \r\n or \r, keeping offsets; one pass. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let at = 0;
  while (at <= text.length) {
    let end = at;
    while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
    const shown = text.slice(at, Math.min(end, at + MAX_LINE)).trimEnd();
    const mark = shown.trimStart();
    lines.push({ at, end, text: shown, quoted: /^(?:>|\|[ \t]|[A-Z]{1,4}>)/u.test(mark), blank: mark === "" });
    if (end >= text.length) break;
    at = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
  }
  return lines;
}

/** The next line at or after `from` that is not blank, at most `reach` lines away; -1 when there is none. */
export function nextText(lines: Line[], from: number, reach = 4): number {
  for (let i = from; i < lines.length && i < from + reach; i++) if (!lines[i]?.blank) return i;
  return -1;
}

/** How many lines an attribution ("On … wrote:") takes up here; 0 when there is none. */
export function attributionLines(lines: Line[], from: number): number {
  const first = lines[from]?.text.replace(/^[ \t>]{1,8}/u, "").trimStart() ?? "";
  if (first.length < 6 || !ATTRIBUTION_START.test(first)) return 0;
  let joined = "";
  for (let n = 0; n < 4; n++) {
    const line = lines[from + n];
    if (!line || line.blank) return 0;
    joined = `${joined} ${line.text.replace(/^[ \t>]{1,8}/u, "")}`.trim();
    if (joined.length > MAX_LINE) return 0;
    if (ATTRIBUTIONS.some((pattern) => pattern.test(joined)) && isAttribution(joined, lines, from + n + 1))
      return n + 1;
  }
  return 0;
}

/** "On Friday I wrote:" is a sentence: ask for a digit, an address or quoted lines right after. */
function isAttribution(joined: string, lines: Line[], after: number): boolean {
  if (/\d|@/u.test(joined)) return true;
  const next = nextText(lines, after);
  return next !== -1 && lines[next]?.quoted === true;
}

/** How many lines the head of an older mail (From, Sent, To, Subject) takes up here; 0 when there is none. */
export function headerLines(lines: Line[], from: number): number {
  if (!roleOf(lines[from]?.text ?? "")) return 0;
  const roles = new Set<string>();
  let last = from - 1;
  for (let i = from; i < lines.length && i < from + 16; i++) {
    const line = lines[i];
    if (!line) break;
    const role = roleOf(line.text);
    if (role) {
      roles.add(role);
      last = i;
    } else if (line.blank ? i > last + 1 : !(i === last + 1 && /^[ \t]+\S|^\S+@\S+/u.test(line.text))) break;
  }
  const real = roles.has("from") && (roles.has("sent") || roles.has("subject") || roles.has("to")) && roles.size >= 3;
  return real ? last - from + 1 : 0;
}

function roleOf(text: string): string | undefined {
  return HEADER_LABELS.find(([, pattern]) => pattern.test(text))?.[0];
}

/** Finds what begins an older mail at this line, apart from "> " marks. */
export function breakAt(lines: Line[], i: number): Break | null {
  const line = lines[i];
  if (!line || line.blank) return null;
  const forward = FORWARD_LINE.test(line.text);
  if (forward || ORIGINAL_LINE.test(line.text)) {
    const head = nextText(lines, i + 1, 3);
    const taken = head === -1 ? 0 : headerLines(lines, head);
    return { line: i, bodyLine: taken ? head + taken : i + 1, forward };
  }
  const rule = /^[ \t]{0,4}_{10,}$/u.test(line.text) ? nextText(lines, i + 1, 3) : -1;
  const head = rule === -1 ? i : rule;
  const taken = headerLines(lines, head);
  return taken ? { line: i, bodyLine: head + taken, forward: false } : null;
}
