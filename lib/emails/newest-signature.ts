import type { Line } from "#lib/emails/newest-quotes";
import { BANNER_LINE, CLOSING_LINE, DEVICE_LINE, DISCLAIMER_START } from "#lib/emails/newest-words";

/** Lines under a closing that may still be a signature; more than that is text again. */
const MAX_SIGNATURE = 24;

const CONTACT =
  /@[\w-]+\.|https?:\/\/|www\.|\b(?:tel|mobile?|phone|fax|direct|cell|mobil|móvil|tél|t|m|f)\b ?[.:]|\+\d[\d ()./-]{6,}|\d{3}[ .-]\d{3,4}[ .-]?\d{2,4}|〒|電話|\|/iu;
const SENTENCE_END = /[.!?。！？:：;,]["'”»)]?$/u;
const BULLET = /^[ \t]{0,8}(?:[-*•·‣◦–]|\d{1,2}[.)]|[a-z][.)])[ \t]+\S/iu;

/** The index of the first line of the signature or the legal text at the end; `lines.length` when there is none. */
export function signatureStart(lines: Line[]): number {
  const cut = tailStart(lines);
  const body = lines.slice(0, cut);
  return closingStart(body) ?? nameStart(body) ?? cut;
}

/** Marks that end the text wherever they stand: "-- ", a device line, legal text after the first paragraph. */
function tailStart(lines: Line[]): number {
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line || line.blank) continue;
    const alone = i === 0 || lines[i - 1]?.blank === true;
    if (/^(?:--|__|—)[ \t]?$/u.test(line.text) && i > 0) return i;
    if (/^[ \t]*(?:[-=*_━─＝－*]{8,})[ \t]*$/u.test(line.text) && looksLikeCard(lines, i + 1)) return i;
    if (DEVICE_LINE.test(line.text) && alone) return i;
    if (i > 0 && DISCLAIMER_START.test(line.text) && (alone || CONTACT.test(lines[i - 1]?.text ?? ""))) return i;
  }
  return lines.length;
}

/** A ruled-off block at the very end with contact details in it: a card, as Japanese mail writes it. */
function looksLikeCard(lines: Line[], from: number): boolean {
  const rest = lines.slice(from).filter((line) => !line.blank);
  return rest.length > 0 && rest.length <= 12 && rest.some((line) => CONTACT.test(line.text)) && rest.every(isShort);
}

function isShort(line: Line): boolean {
  return line.text.trim().length <= 70;
}

/** "Kind regards," followed by a name: from there on. */
function closingStart(lines: Line[]): number | undefined {
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line || line.blank || !CLOSING_LINE.test(line.text)) continue;
    const rest = lines.slice(i + 1).filter((after) => !after.blank);
    const first = rest[0];
    if (rest.length === 0) return i;
    if (rest.length <= MAX_SIGNATURE && first && isNameLike(first.text)) return i;
  }
  return undefined;
}

/** A short line without the end of a sentence: a name, a title, a company. */
function isNameLike(text: string): boolean {
  const line = text.trim();
  if (CLOSING_LINE.test(line)) return true;
  return (
    line.length <= 60 &&
    !/[.!?。！？:：;]$/u.test(line.replace(/\b(?:[A-Z]|GmbH|Inc|Ltd|Co|S\.A|Jr|Dr)\.$/u, "")) &&
    !BULLET.test(line)
  );
}

/** No closing, but the last lines are a name, perhaps with title and telephone. */
function nameStart(lines: Line[]): number | undefined {
  let start = lines.length;
  let seen = 0;
  for (let i = lines.length - 1; i > 0 && seen < 8; i--) {
    const line = lines[i];
    if (!line) break;
    if (line.blank) continue;
    if (!isCardLine(line.text)) break;
    seen++;
    if (lines[i - 1]?.blank || isCardLine(lines[i - 1]?.text ?? "")) start = i;
    else break;
  }
  if (start >= lines.length) return undefined;
  return startsCard(lines, start) ? start : undefined;
}

function startsCard(lines: Line[], start: number): boolean {
  const before = lines.slice(0, start).findLast((line) => !line.blank);
  return (
    lines[start - 1]?.blank === true &&
    before !== undefined &&
    !/[:：]$/u.test(before.text) &&
    !BULLET.test(before.text)
  );
}

/** "Ana", "– Ana Ruiz", "Chief Financial Officer", "+34 600 …": nothing that reads as a statement. */
function isCardLine(text: string): boolean {
  const line = text.trim().replace(/^[-–—~] ?(?=\p{Lu})/u, "");
  if (line.length > 60 || /\d\s*%|[$€£¥]/u.test(line)) return false;
  if (CONTACT.test(line)) return line.length <= 60 && !/[.!?]$/u.test(line);
  if (SENTENCE_END.test(line)) return false;
  const words = line.split(/[\s/&-]+/u);
  return words.length <= 5 && words.every((word) => /^(?:\p{Lu}|of\b|de\b|und\b|et\b|y\b|the\b|von\b)/u.test(word));
}

/** How many lines at the top a mail gateway put there ("CAUTION: external sender"). */
export function bannerLines(lines: Line[]): number {
  const first = lines.findIndex((line) => !line.blank);
  if (first === -1 || !BANNER_LINE.test(lines[first]?.text ?? "")) return 0;
  let end = first;
  while (end < lines.length && !lines[end]?.blank) end++;
  return end < lines.length ? end : 0;
}
