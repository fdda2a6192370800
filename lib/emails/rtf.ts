import { decodeText } from "#lib/emails/charset";
import { cleanText } from "#lib/emails/clean";
import { labelOfCodepage } from "#lib/emails/codepages";
import { htmlToText } from "#lib/emails/html";
import { HTML_LIMIT } from "#lib/emails/limits";

/** Groups whose text nobody reads. */
const SKIPPED = new Set(
  "fonttbl colortbl stylesheet info pict object themedata colorschememapping latentstyles datastore generator listtable listoverridetable rsidtbl xmlnstbl header footer headerl headerr footerl footerr fldinst bkmkstart bkmkend".split(
    " ",
  ),
);

const SIGNS: Record<string, string> = {
  par: "\n",
  line: "\n",
  sect: "\n",
  page: "\n",
  row: "\n",
  cell: "\t",
  tab: "\t",
  emdash: "—",
  endash: "–",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
  bullet: "•",
  emspace: " ",
  enspace: " ",
};

type Group = {
  isSkipped: boolean;
  /** Inside a group that holds markup as it stood ({\*\htmltag …}). */
  isMarkup: boolean;
  /** How many characters stand in for one that \u gave, for old readers. */
  fallback: number;
};

const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/gi;

/**
 * The readable text of rich text (RTF 1.9). Where Outlook wrapped HTML into it ([MS-OXRTFEX]), that HTML is taken out
 * and read. Each byte of the text is one character. Linear; never throws.
 */
export function rtfToText(rtf: string): string {
  const isHtml = /\\fromhtml1?\b/.test(rtf.slice(0, 2_000));
  const text = unwrap(rtf.slice(0, HTML_LIMIT), isHtml);
  return isHtml ? htmlToText(text) : cleanText(text);
}

function unwrap(rtf: string, isHtml: boolean): string {
  let charset = labelOfCodepage(Number(/\\ansicpg(\d{3,5})/.exec(rtf.slice(0, 2_000))?.[1] ?? 1_252));
  const groups: Group[] = [];
  let group: Group = { isSkipped: false, isMarkup: false, fallback: 1 };
  let isWrapping = false;
  let passed = 0;
  let isStarred = false;
  let bytes: number[] = [];
  const text: string[] = [];

  const flush = () => {
    if (bytes.length > 0) text.push(decodeText(Buffer.from(bytes), charset));
    bytes = [];
  };
  const isShown = () => !group.isSkipped && (!isWrapping || group.isMarkup);
  const put = (words: string) => {
    flush();
    if (isShown()) text.push(words);
  };
  const pass = (): boolean => {
    if (passed === 0) return false;
    passed -= 1;
    return true;
  };
  const word = (name: string, value: number | null) => {
    if (name === "u" && value !== null) {
      put(String.fromCharCode(value < 0 ? value + 65_536 : value));
      passed = group.fallback;
    } else if (name === "uc") group.fallback = Math.min(value ?? 1, 8);
    else if (name === "bin") group.isSkipped = true;
    else if (name === "ansicpg") charset = labelOfCodepage(value) ?? charset;
    else if (name === "htmlrtf") isWrapping = value !== 0;
    else if (name === "htmltag" || name === "mhtmltag") {
      // An "mhtmltag" says the same again with rewritten links.
      group.isMarkup = name === "htmltag";
      group.isSkipped = name === "mhtmltag" || !isHtml;
    } else if (SKIPPED.has(name) || (isStarred && !SIGNS[name])) group.isSkipped = true;
    else if (SIGNS[name]) put(isHtml && SIGNS[name] === "\n" ? "\r\n" : (SIGNS[name] ?? ""));
  };

  for (const [, name, number, hex, sign, brace, plain] of rtf.matchAll(TOKEN)) {
    if (brace === "{") {
      flush();
      groups.push(group);
      if (groups.length > 5_000) break;
      group = { ...group };
    } else if (brace === "}") {
      flush();
      group = groups.pop() ?? group;
      passed = 0;
    } else if (name !== undefined) {
      flush();
      word(name.toLowerCase(), number === undefined ? null : Number(number));
    } else if (hex !== undefined) {
      if (!pass() && isShown()) bytes.push(Number.parseInt(hex, 16));
    } else if (sign === "*") {
      isStarred = true;
      continue;
    } else if (sign !== undefined) {
      if (!pass()) put(signOf(sign));
    } else if (plain !== undefined) {
      const rest = plain.slice(Math.min(passed, plain.length));
      passed = Math.max(0, passed - plain.length);
      if (rest !== "") put(decodeText(Buffer.from(rest, "latin1"), charset));
    }
    isStarred = false;
  }
  flush();
  return text.join("");
}

function signOf(sign: string): string {
  if (sign === "~") return "\u00a0";
  if (sign === "_") return "-";
  if (sign === "\n" || sign === "\r") return "\n";
  return sign === "\\" || sign === "{" || sign === "}" ? sign : "";
}
