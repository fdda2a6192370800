import { cleanAddress, decodeLocal } from "#lib/emails/address";
import { cleanLine } from "#lib/emails/clean";
import type { Address } from "#lib/emails/email";
import { decodeWords, WORD_AT } from "#lib/emails/words";

const SPECIAL = /[",;:()<>[\]\\]/;

/**
 * The mailboxes of a From, To or Cc text, as RFC 5322 writes them or as Outlook and spreadsheets do (";" between people,
 * names alone, "a@b.c (Name)", Exchange paths). Groups are flattened. Encoded words (RFC 2047) are decoded here, after
 * the text was taken apart: a name that decodes to "Boss <boss@x.com>" is a name and no address. Linear; never throws.
 */
export function parseAddresses(text: string): Address[] {
  if (!text.includes("=?")) return parsePlain(text);
  const people = parsePlain(text).map(({ name, address }) => ({ name: cleanLine(decodeWords(name)), address }));
  // Some mailers encode the whole header, address and all.
  return people.flatMap((person) => (person.address === "" ? parsePlain(person.name) : [person]));
}

function parsePlain(text: string): Address[] {
  const value = text.trim();
  if (value === "") return [];
  if (!SPECIAL.test(value)) return fromPlain(value);
  const open = value.indexOf("<");
  if (open >= 0 && value.indexOf(">") === value.length - 1) {
    const name = value.slice(0, open).trim();
    const address = value.slice(open + 1, -1);
    if (address !== "" && !SPECIAL.test(name) && !SPECIAL.test(address))
      return [{ name: unquote(name), address: cleanAddress(address) }];
  }
  return parseList(value);
}

function fromPlain(value: string): Address[] {
  if (value.includes("@") && !/\s/.test(value)) return [{ name: "", address: cleanAddress(value) }];
  const found = fromWords(value);
  return found.length > 0 ? found : [{ name: value, address: "" }];
}

/** An address among words, with other brackets around it than belong there, or none. */
const BARE = /(?:^|(?<=\s)|[[{])([^\s@<>()[\]{},;:"]+@[^\s@<>()[\]{},;:"]*[^\s@<>()[\]{},;:".])\.?(?:$|(?=\s)|[\]}>])/g;

/** "Jane jane@x.com" and "jane@x.com bo@x.com"; the words around two addresses belong to neither. */
function fromWords(words: string): Address[] {
  const found = words.includes("@") ? [...words.matchAll(BARE)] : [];
  const name = found.length === 1 ? words.replace(BARE, " ").replace(/\s+/g, " ").trim() : "";
  return found.map((match) => ({ name: unquote(name), address: cleanAddress(match[1] ?? "") }));
}

/** Outlook puts single quotes around a name. */
function unquote(name: string): string {
  return name.length > 2 && name.startsWith("'") && name.endsWith("'") ? name.slice(1, -1) : name;
}

/** `after`: words behind the address; they belong to it, or to the next person when a comma was forgotten. */
type Draft = { words: string; address: string; comment: string; quoted: boolean; after: string };

const empty = (): Draft => ({ words: "", address: "", comment: "", quoted: false, after: "" });

function parseList(value: string): Address[] {
  const found: Address[] = [];
  let draft = empty();
  const finish = () => {
    found.push(...fromDraft(draft));
    draft = empty();
  };
  let at = 0;
  while (at < value.length) {
    const char = value[at];
    if (char === '"') {
      const [inner, next] = readQuoted(value, at);
      // "jane doe"@x.com: the quotes are part of the address.
      add(draft, value[next] === "@" ? `"${inner}"` : inner);
      draft.quoted = true;
      at = next;
    } else if (char === "(") {
      const [inner, next] = readComment(value, at);
      draft.comment += inner;
      at = next;
    } else if (char === "<") {
      while (value[at + 1] === "<") at += 1;
      const close = value.indexOf(">", at);
      let end = close < 0 ? value.length : close;
      if (draft.address.trim() !== "") {
        const words = draft.after;
        draft.after = "";
        finish();
        draft.words = words;
      }
      draft.address = value.slice(at + 1, end);
      while (value[end + 1] === ">") end += 1;
      at = end + 1;
    } else if (char === "," || char === ";") {
      // "Doe, Jane <jane@x.com>" without quotes: a name in two halves, not two people.
      if (char === "," && isHalfName(draft, value, at)) draft.words += ",";
      else finish();
      at += 1;
    } else if (char === ":" && draft.address === "" && !draft.quoted && isGroup(draft.words)) {
      draft = empty();
      at += 1;
    } else {
      // An encoded word is one word, whatever its letters look like.
      WORD_AT.lastIndex = at;
      const word = char === "=" ? (WORD_AT.exec(value)?.[0] ?? "=") : (char ?? "");
      add(draft, word);
      at += word.length;
    }
  }
  finish();
  return found;
}

function add(draft: Draft, words: string): void {
  if (draft.address.trim() === "") draft.words += words;
  else draft.after += words;
}

/** Longest name of a group, and how far ahead the rest of an unquoted "Last, First <address>" is looked for: keeps it linear. */
const NAME_AHEAD = 80;

function isGroup(words: string): boolean {
  if (words.length > NAME_AHEAD) return false;
  return !words.includes("@") && !words.includes("/") && !/mailto$/i.test(words);
}

function isHalfName(draft: Draft, value: string, comma: number): boolean {
  if (draft.address !== "" || draft.quoted || draft.words.includes("@") || draft.words.includes(",")) return false;
  if (draft.words.trim() === "") return false;
  const ahead = value.slice(comma + 1, comma + 1 + NAME_AHEAD);
  const open = ahead.search(/[<,;@"]/);
  return open > 0 && ahead[open] === "<" && ahead.slice(0, open).trim() !== "";
}

function readQuoted(value: string, start: number): [string, number] {
  let inner = "";
  let at = start + 1;
  while (at < value.length && value[at] !== '"') {
    if (value[at] === "\\" && at + 1 < value.length) at += 1;
    inner += value[at];
    at += 1;
  }
  return [inner, at + 1];
}

function readComment(value: string, start: number): [string, number] {
  let depth = 0;
  let inner = "";
  let at = start;
  for (; at < value.length; at += 1) {
    const char = value[at];
    if (char === "\\" && at + 1 < value.length) {
      at += 1;
      inner += value[at];
    } else if (char === "(") {
      if (depth > 0) inner += char;
      depth += 1;
    } else if (char === ")") {
      depth -= 1;
      if (depth === 0) return [inner, at + 1];
      inner += char;
    } else inner += char;
  }
  return [inner, at];
}

function fromDraft(draft: Draft): Address[] {
  const words = `${draft.words} ${draft.after}`.replace(/\s+/g, " ").trim();
  const comment = draft.comment.replace(/\s+/g, " ").trim();
  const linked = /^([^[\]]*)\[mailto:([^[\]\s]+)\]$/i.exec(words);
  if (linked) return [{ name: (linked[1] ?? "").trim() || comment, address: cleanAddress(linked[2] ?? "") }];
  const bare = words.replace(/^\[mailto:(.*)\]$/i, "$1").replace(/^mailto:/i, "");
  if (draft.address.trim() !== "") {
    const person = { name: unquote(words || comment), address: cleanAddress(draft.address) };
    return person.name || person.address ? [person] : [];
  }
  const encoded = bare.includes("=?") && decodeLocal(bare) === bare;
  if (bare.includes("@") && !encoded && (!bare.includes(" ") || bare.startsWith('"')))
    return [{ name: comment, address: cleanAddress(bare) }];
  const found = fromWords(words);
  if (found.length > 0) return found;
  const name = [words, words && comment ? `(${comment})` : comment].filter(Boolean).join(" ");
  return name === "" ? [] : [{ name, address: "" }];
}

/** "Jane <jane@x.com>" of separate name and address columns; either may be empty. */
export function joinAddress(name: string, address: string): string {
  if (name === "" || name === address) return address;
  if (address === "") return name;
  return `${/[",;:<>()@]/.test(name) ? `"${name.replace(/["\\]/g, "\\$&")}"` : name} <${address}>`;
}
