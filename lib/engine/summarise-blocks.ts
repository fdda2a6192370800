import { GREETING } from "#lib/engine/summarise-words";

/** A paragraph, or a list with the line that leads into it (`whole`: not to be split into sentences). */
export type Block = { text: string; whole: boolean };

const BULLET = /^[ \t]{0,12}(?:[-*•·‣◦–—▪]|\d{1,2}[.)]|\(?[a-z\d][)])[ \t]+(?=\S)|^[ \t]{0,12}[・①-⑳][ \t]*/iu;

/** Runs that nobody typed: base64, rulers, keys. wink-nlp's time grows with the square of their length. */
const JUNK = /[^\s\u3000-\u9fff\uff00-\uffef]{70,}/gu;

/** A line shorter than this that does not end a wrapped sentence stands on its own (a heading, a table row). */
const WRAPPED_LINE = 48;

/** Cuts cleaned text into paragraphs and lists; wrapped lines are joined again. One pass. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let items: string[] = [];
  let gap = false;
  const flush = () => {
    const lead = joinWrapped(lines);
    if (items.length > 0) pushList(blocks, lead, items);
    else for (const part of lead) blocks.push({ text: part, whole: false });
    lines = [];
    items = [];
  };
  for (const raw of plain(text).split("\n")) {
    const line = raw.trim();
    if (line === "") {
      // A blank line between "the options:" and its list, or between items, does not end the list.
      if (items.length === 0 && /[:：]$/u.test(lines.at(-1) ?? "")) gap = true;
      else if (items.length === 0) flush();
      continue;
    }
    // Only a list may follow its lead after a blank line.
    if (gap && items.length === 0 && !BULLET.test(raw)) flush();
    gap = false;
    if (BULLET.test(raw)) items.push(line.replace(BULLET, ""));
    else if (items.length > 0 && /^[ \t]{2,}\S/u.test(raw)) items.push(`${items.pop() ?? ""} ${line}`);
    else {
      if (items.length > 0) flush();
      lines.push(line);
    }
  }
  flush();
  return blocks;
}

function pushList(blocks: Block[], lead: string[], items: string[]): void {
  const intro = lead.at(-1);
  for (const part of lead.slice(0, -1)) blocks.push({ text: part, whole: false });
  if (intro === undefined || !/[:：]$/u.test(intro)) {
    if (intro !== undefined) blocks.push({ text: intro, whole: false });
    for (const item of items) blocks.push({ text: item, whole: false });
    return;
  }
  const cut = Math.max(
    intro.lastIndexOf(". "),
    intro.lastIndexOf("? "),
    intro.lastIndexOf("! "),
    intro.lastIndexOf("。") - 1,
  );
  if (cut > 0) blocks.push({ text: intro.slice(0, cut + 1), whole: false });
  const listed = items
    .map((item) => item.replace(/[;,.。]$/u, ""))
    .reduce((all, item) => `${all}${/[?!？]$/u.test(all) ? "" : ";"} ${item}`);
  blocks.push({
    text: `${cut > 0 ? intro.slice(cut + 1).trim() : intro} ${listed}${/[?!？]$/u.test(listed) ? "" : "."}`,
    whole: true,
  });
}

/** Joins lines that a mail program broke; short ones stay apart. */
function joinWrapped(lines: string[]): string[] {
  const joined: string[] = [];
  let open = false;
  for (const line of lines) {
    const last = joined.at(-1);
    if (last !== undefined && (open || /^\p{Ll}/u.test(line)) && !GREETING.test(last.slice(0, 100)))
      joined[joined.length - 1] = `${last}${/[\u3000-\u30ff\u4e00-\u9fff]$/u.test(last) ? "" : " "}${line}`;
    else joined.push(line);
    open =
      line.length >= WRAPPED_LINE ||
      /[,;]$/u.test(line) ||
      (/[\u3040-\u30ff\u4e00-\u9fff]/u.test(line) && line.length >= 18);
  }
  return joined;
}

/** Takes out markup: tags, entities, Markdown, addresses of links and pictures. Every gap is bounded. */
function plain(text: string): string {
  return text
    .replace(/\r\n?/gu, "\n")
    .replace(/<(?:style|script)\b[^>]{0,200}>[^<]{0,20000}<\/(?:style|script)>/giu, " ")
    .replace(/<\/?(?:p|div|br|li|tr|h[1-6]|ul|ol|table|blockquote)\b[^<>]{0,300}>/giu, "\n")
    .replace(/<\/?[a-z!][^<>\n@]{0,300}>/giu, " ")
    .replace(/!?\[([^\][\n]{1,200})\]\((?:https?:|mailto:)[^()\s]{1,500}\)/gu, "$1")
    .replace(/\[(?:image|cid|bild|logo)[^\][\n]{0,120}\]/giu, " ")
    .replace(/[<(]?(?:https?:\/\/|mailto:|www\.)[^\s<>()]{1,2000}[>)]?/giu, " ")
    .replace(/&(nbsp|amp|lt|gt|quot|#39|apos);/gu, (_, name: string) => ENTITIES[name] ?? " ")
    .replace(JUNK, " ")
    .replace(/([-=*_$#~.+!?^])\1{7,}/gu, " ")
    .replace(/^[ \t]{0,6}#{1,6}[ \t]+/gmu, "")
    .replace(/(\*\*|__|~~|`)(?=\S)([^\n*_~`]{1,300})\1/gu, "$2")
    .replace(/(^|[\s(])[*_]([^\s*_][^\n*_]{0,200})[*_](?=[\s.,;:!?)]|$)/gmu, "$1$2")
    .replace(/[\u00a0\u2007\u202f]/gu, " ")
    .replace(/[\p{Cf}\p{Cc}]/gu, (mark) => (mark === "\n" || mark === "\t" ? mark : ""));
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: " ",
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  apos: "'",
};
