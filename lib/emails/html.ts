import { compile } from "html-to-text";
import { takeHidden, UNSEEN } from "#lib/emails/html-hidden";
import { dropBareLinks } from "#lib/emails/html-links";
import { stripTags } from "#lib/emails/html-strip";
import { HTML_LIMIT } from "#lib/emails/limits";

/** Tags in one page. Stops a million empty elements, which take minutes and memory to walk. */
const TAG_LIMIT = 50_000;

/** Elements open at once. The parser's time grows with the square of it; tags that senders forget to close count too. */
const OPEN_LIMIT = 5_000;

/** How deep text is taken from. */
const DEPTH = 1_000;

/** Stands around the page, so that one element holds all of it. */
const ROOT = "mailgist-page";

/** How mail programs mark the mail they quote. */
const QUOTES = [
  "[type=cite i]",
  "[cite]",
  "[class*=quote i]",
  "[class*=cite i]",
  "[id*=reply i]",
  "[style*=border-left i]",
];

/** What a page hides, put aside while it is turned into text. */
type Found = { hidden: string };

const convert = compile({
  wordwrap: false,
  // Nesting past this depth is a trick against the stack, not a layout; the element limit bounds the time.
  limits: { maxInputLength: HTML_LIMIT + 100, maxDepth: DEPTH, maxChildNodes: 200_000, ellipsis: "" },
  baseElements: { selectors: [ROOT] },
  formatters: {
    page(element, walk, builder) {
      (builder.metadata as Found).hidden = takeHidden(element);
      dropBareLinks(element);
      walk(element.children ?? [], builder);
    },
    cell(element, walk, builder) {
      walk(element.children ?? [], builder);
      builder.addInline(" ");
    },
  },
  selectors: [
    { selector: ROOT, format: "page" },
    ...[...UNSEEN].map((selector) => ({ selector, format: "skip" })),
    { selector: "a", options: { linkBrackets: ["(", ")"], hideLinkHrefIfSameAsText: true, noAnchorUrl: true } },
    { selector: "img", format: "skip" },
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
    ...["td", "th"].map((selector) => ({ selector, format: "cell" })),
    { selector: "tr", format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: "ul", options: { itemPrefix: "- " } },
    // Most pages indent with it; only what a mail program wrote around older mail is a quote.
    { selector: "blockquote", format: "block", options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
    ...QUOTES.map((sign) => ({
      selector: `blockquote${sign}`,
      format: "blockquote",
      options: { trimEmptyLines: false },
    })),
    { selector: "hr", options: { length: 10 } },
  ],
});

/** The words a reader of an HTML mail sees, and the start of those that its sender hid from the eye ("" for none). */
export type HtmlText = { text: string; hidden: string };

/**
 * Turns an HTML mail into text: links as "words (address)", lists and paragraphs kept; no scripts, styles, comments,
 * pictures or hidden words. Never throws: markup that cannot be walked is stripped instead.
 */
export function readHtml(html: string): HtmlText {
  const page = closeComment(html.slice(0, HTML_LIMIT));
  const found: Found = { hidden: "" };
  let text: string;
  try {
    text = isTooMuch(page) ? strip(page, found) : convert(`<${ROOT}>${page}</${ROOT}>`, found);
  } catch {
    text = strip(page, found);
  }
  // Line by line: a pattern for blanks before a line end takes the square of a long run of blanks.
  const lines = text.replaceAll("\u00a0", " ").split("\n");
  const clean = lines
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return { text: clean, hidden: found.hidden };
}

/** A comment without an end would take the rest of the mail with it: its first tag is all that is left out. */
function closeComment(page: string): string {
  const open = page.indexOf("<!--", page.lastIndexOf("-->") + 1);
  return open < 0 ? page : page.slice(0, open) + page.slice(open).replaceAll("<!--", "<!");
}

/** Hidden words cannot be told apart then, which is suspicious enough to be said. */
function strip(page: string, found: Found): string {
  found.hidden = "(more markup than can be checked for hidden text)";
  return stripTags(page);
}

/** The same, for those who only want the text. */
export function htmlToText(html: string): string {
  return readHtml(html).text;
}

/** True for markup with more tags, or more of them open at once, than any mail for people has. */
function isTooMuch(html: string): boolean {
  let signs = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at + 1)) {
    signs += 1;
    if (signs > TAG_LIMIT) return true;
  }
  let open = 0;
  for (const tag of html.matchAll(/<(\/?)(?!br\b|img\b|hr\b|meta\b|link\b|input\b|col\b)[a-z]/gi)) {
    open += tag[1] === "" ? 1 : -1;
    if (open > OPEN_LIMIT) return true;
  }
  return false;
}

/** True for a body that is markup although nothing says so. */
export function looksLikeHtml(text: string): boolean {
  if (!/^\s*</.test(text.slice(0, 200))) return false;
  return (
    /^\s*<(?:!doctype html|!--|html|head|body|div|p|table|span|br|meta|style|center|font|h[1-6]|ul|ol|b|strong|a)\b/i.test(
      text.slice(0, 500),
    ) && /<\/?[a-z][a-z0-9]*\b[^<>]*>/i.test(text)
  );
}
