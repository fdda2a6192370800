import { compile } from "html-to-text";
import { HTML_LIMIT } from "#lib/emails/limits";

/** What readers never see; senders hide words there that are not meant for them. */
const HIDDEN = [
  "style",
  "script",
  "head",
  "title",
  "template",
  "noscript",
  "object",
  "svg",
  "[hidden]",
  '[style*="display:none"i]',
  '[style*="display: none"i]',
  '[style*="visibility:hidden"i]',
  '[style*="visibility: hidden"i]',
  '[style*="font-size:0;"i]',
  '[style*="font-size:0px"i]',
  '[style*="mso-hide:all"i]',
];

const convert = compile({
  wordwrap: false,
  // Nesting past this depth is a trick against the stack, not a layout; the element limit bounds the time.
  limits: { maxInputLength: HTML_LIMIT, maxDepth: 200, maxChildNodes: 200_000, ellipsis: "" },
  formatters: {
    cell(element, walk, builder) {
      walk(element.children ?? [], builder);
      builder.addInline(" ");
    },
  },
  selectors: [
    ...HIDDEN.map((selector) => ({ selector, format: "skip" })),
    { selector: "a", options: { linkBrackets: ["(", ")"], hideLinkHrefIfSameAsText: true, noAnchorUrl: true } },
    { selector: "img", format: "skip" },
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
    ...["td", "th"].map((selector) => ({ selector, format: "cell" })),
    { selector: "tr", format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: "ul", options: { itemPrefix: "- " } },
    { selector: "blockquote", options: { trimEmptyLines: false } },
    { selector: "hr", options: { length: 10 } },
  ],
});

/**
 * The words a reader of an HTML mail sees: links as "words (address)", lists and paragraphs kept; no scripts, styles,
 * comments, pictures or hidden text. Never throws: markup that cannot be walked is stripped instead.
 */
export function htmlToText(html: string): string {
  let text: string;
  try {
    text = isTooDeep(html) ? stripTags(html) : convert(html);
  } catch {
    text = stripTags(html);
  }
  // Line by line: a pattern for blanks before a line end takes the square of a long run of blanks.
  const lines = text.replaceAll("\u00a0", " ").split("\n");
  return lines
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Elements open at once. The parser's time grows with the square of it; tags that senders forget to close count too. */
const OPEN_LIMIT = 5_000;

function isTooDeep(html: string): boolean {
  let open = 0;
  for (const tag of html.matchAll(/<(\/?)(?!br\b|img\b|hr\b|meta\b|link\b|input\b|col\b)[a-z]/gi)) {
    open += tag[1] === "" ? 1 : -1;
    if (open > OPEN_LIMIT) return true;
  }
  return false;
}

function stripTags(html: string): string {
  return html
    .slice(0, HTML_LIMIT)
    .replace(/<[^<>]*>/g, " ")
    .replace(/[ \t]{2,}/g, " ");
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
