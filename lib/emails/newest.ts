import {
  attributionLines,
  type Break,
  breakAt,
  headerLines,
  type Line,
  nextText,
  splitLines,
} from "#lib/emails/newest-quotes";
import { bannerLines, signatureStart } from "#lib/emails/newest-signature";
import { EMPTY_COMMENT } from "#lib/emails/newest-words";

/**
 * The newest part of a body.
 * `text`: what its writer typed, trimmed. `quotedFrom`: offset in the input from which everything is older mail;
 * null when there is none or it stands between the writer's lines. `signatureFrom`: offset of the signature.
 */
export type NewestText = { text: string; quotedFrom: number | null; signatureFrom: number | null };

/** Characters searched. Nobody types this much: a longer body is a log or a history, and its top tells where it starts. */
const MAX_SEARCHED = 500_000;

/** Mails in mails in mails: how deep a bare forward is opened. */
const MAX_FORWARDS = 5;

/**
 * Finds the newest text of a plain-text body: no quoted history, signature or legal text. A mail that is nothing but
 * a forward keeps the forwarded head and text. Never empty for a body that has text: then the whole body comes back.
 * Pure, never throws, linear in the body's length.
 */
export function newestText(text: string): NewestText {
  if (text.length <= MAX_SEARCHED) return newest(text, MAX_FORWARDS);
  const top = newest(text.slice(0, MAX_SEARCHED), MAX_FORWARDS);
  const ended = top.quotedFrom !== null || top.signatureFrom !== null;
  return ended ? top : { text: text.trim(), quotedFrom: null, signatureFrom: null };
}

function newest(text: string, depth: number): NewestText {
  const lines = splitLines(text);
  const found = ownLines(lines);
  const top = bannerLines(found.own);
  const own = found.own.slice(top);
  const end = signatureStart(own);
  const kept = joinLines(text, own.slice(0, end));
  const quotedFrom = found.quotedAt === null ? null : (lines[found.quotedAt]?.at ?? null);
  const signatureFrom = own[end]?.at ?? null;
  if (found.older && depth > 0 && (kept === "" || EMPTY_COMMENT.test(kept))) {
    const opened = openForward(text, lines, found.older, depth);
    if (opened) return { text: opened, quotedFrom: null, signatureFrom: null };
  }
  if (kept !== "") return { text: kept, quotedFrom, signatureFrom };
  // "Thanks!" over a quoted mail is no signature: it is all there is.
  const unsigned = joinLines(text, own);
  const isQuoting = own.length < lines.length - top;
  if (unsigned !== "" && isQuoting) return { text: unsigned, quotedFrom, signatureFrom: null };
  return { text: text.trim(), quotedFrom: null, signatureFrom: null };
}

/** The writer's own lines, the line from which only older mail follows, and the break that began it. */
function ownLines(lines: Line[]): { own: Line[]; quotedAt: number | null; older: Break | null } {
  const own: Line[] = [];
  let quotedAt: number | null = null;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line) break;
    const broken = line.quoted ? null : breakAt(lines, i);
    if (broken) return { own, quotedAt: quotedAt ?? i, older: broken };
    const said = line.quoted ? 0 : attributionLines(lines, i);
    if (said > 0) {
      const next = nextText(lines, i + said);
      // Without ">" marks nothing tells where the older text ends, so all of it is taken as older.
      if (next === -1 || !lines[next]?.quoted) return { own, quotedAt: quotedAt ?? i, older: null };
      quotedAt ??= i;
      i += said - 1;
    } else if (line.quoted) quotedAt ??= i;
    else {
      if (!line.blank) quotedAt = null;
      own.push(line);
    }
  }
  return { own, quotedAt, older: null };
}

/** The forwarded head (as it stands) and the newest part of what was forwarded; "" when that is empty. */
function openForward(text: string, lines: Line[], older: Break, depth: number): string {
  const head = lines.slice(older.line, older.bodyLine);
  const from = head.findIndex((_, i) => headerLines(head, i) > 0);
  const shown = from === -1 ? "" : joinLines(text, head.slice(from));
  const at = lines[older.bodyLine]?.at;
  const body = at === undefined ? "" : newest(text.slice(at), depth - 1).text;
  if (body === "") return "";
  return shown === "" ? body : `${shown}\n\n${body}`;
}

function joinLines(text: string, lines: Line[]): string {
  return lines
    .map((line) => text.slice(line.at, line.end).trimEnd())
    .join("\n")
    .replace(/\n{3,}/gu, "\n\n")
    .trim();
}
