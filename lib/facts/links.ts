/** Links and email addresses as they are written, made comparable as a whole. Pure. */

/** An address, in lower case. */
export type FoundAddress = { start: number; end: number; address: string };
/** A link without its scheme and "www.", in lower case; `path` and `query` may be empty. */
export type FoundLink = { start: number; end: number; link: Link };
export type Link = { host: string; path: string; query: string };

// Every repetition is bounded or begins where a run begins: time grows with the text, whatever it holds.
const ADDRESS = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/gu;
const REST = '[^\\s<>"“”()\\[\\]{}|]{1,500}';
const LINK = new RegExp(
  `(?:https?:\\/\\/|www\\.)${REST}|(?<![@\\w.-])(?:[a-z0-9-]{1,63}\\.){1,8}(?:com|org|net|io|eu|de|fr|es|it|nl|uk|example|app|dev|info|co)(?:[/?#]${REST})?(?![\\w@])`,
  "giu",
);
/** Whatever may be a host, those of addresses too. */
const ANY = new RegExp(
  `https?:\\/\\/${REST}|(?<![\\w.-])(?:[\\p{L}\\p{N}_-]{1,63}\\.){1,8}\\p{L}{2,24}(?::\\d{1,5})?(?:[/?#]${REST})?`,
  "giu",
);

const SENTENCE_END = /[.,;:!?'’*_]+$/;

/** Every email address. */
export function findAddresses(text: string): FoundAddress[] {
  return [...text.matchAll(ADDRESS)].map(({ 0: written, index: start }) => ({
    start,
    end: start + written.length,
    address: written.toLowerCase().replace(/[.-]+$/, ""),
  }));
}

/** Every link that is plainly one: by its scheme, by "www." or by a known ending. */
export function findLinks(text: string): FoundLink[] {
  return [...text.matchAll(LINK)].map(({ 0: written, index: start }) => ({
    start,
    end: start + written.replace(SENTENCE_END, "").length,
    link: readLink(written),
  }));
}

/** Whatever in a text may be meant as a link: hosts without a scheme, those of addresses, links inside of links. */
export function findHosts(text: string): Link[] {
  return [...text.matchAll(ANY)].flatMap(([written]) => written.split(/(?=https?:\/\/)/i).map(readLink));
}

/** Whether a link is the other one, its host, or the other one without its query. */
export function isSameLink(one: Link, other: Link): boolean {
  if (one.host !== other.host) return false;
  if (one.path === "" && one.query === "") return true;
  return one.path === other.path && (one.query === "" || one.query === other.query);
}

function readLink(written: string): Link {
  const bare = written
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/^www\./, "")
    .replace(SENTENCE_END, "");
  const [, host = "", path = "", query = ""] = /^([^/?#]*)([^?#]*)(.*)$/s.exec(bare) ?? [];
  return { host: host.replace(/\.+$/, ""), path: path.replace(/\/+$/, ""), query };
}
