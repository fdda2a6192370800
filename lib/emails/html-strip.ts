import { createPieces } from "#lib/emails/pieces";

/** Elements whose content is no text. */
const UNSEEN = ["style", "script", "title", "template", "xml"];

/** Tags that end a line. */
const BREAKS = /^<\/?(?:p|div|br|tr|li|h[1-6]|table|ul|ol|blockquote|hr|section|article)\b/i;

const ENTITIES: Record<string, string> = { nbsp: " ", amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Markup that is too much, or too deep, to be walked: its text without tags, comments, styles and scripts. One pass, whatever
 * is left open.
 */
export function stripTags(html: string): string {
  const pieces = createPieces();
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    pieces.add(html.slice(at, open < 0 ? html.length : open));
    if (open < 0) break;
    const end = endOfTag(html, open);
    pieces.add(BREAKS.test(html.slice(open, open + 12)) ? "\n" : " ");
    at = end;
  }
  return pieces
    .text()
    .replace(/&(?:#(\d{1,7})|([a-z]{2,4}));/gi, (whole, code: string | undefined, name: string | undefined) =>
      code === undefined ? (ENTITIES[name?.toLowerCase() ?? ""] ?? whole) : characterOf(Number(code)),
    )
    .replace(/[ \t]{2,}/g, " ");
}

/** Where the text goes on behind the tag, comment or unseen element that begins at `open`. */
function endOfTag(html: string, open: number): number {
  if (html.startsWith("<!--", open)) return behind(html, "-->", open + 4);
  const name = /^<([a-z]+)/i.exec(html.slice(open, open + 12))?.[1]?.toLowerCase() ?? "";
  if (UNSEEN.includes(name)) return behind(html, ">", behind(html, `</${name}`, open + 1));
  return behind(html, ">", open + 1);
}

function behind(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}

function characterOf(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}
