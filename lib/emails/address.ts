import { decodeWords } from "#lib/emails/words";

/** Nothing to clean: what nearly all are. */
const PLAIN = /^[\w.%+-]+@[\w.-]+$/;

/** An address as it is kept: lower case, without the route, comments and blanks that may stand in it; "" for an empty group. */
export function cleanAddress(address: string): string {
  if (PLAIN.test(address)) return address.toLowerCase();
  if (/^[^@]*:\s*;?\s*$/.test(address)) return "";
  return decodeLocal(address.replace(/\([^()]*\)|\0/g, ""))
    .trim()
    .replace(/^mailto:/i, "")
    .replace(/^(?:@[^\s:@,]+,?\s*)+:/, "")
    .replace(/\s*([@.])\s*/g, "$1")
    .replace(/\s+/g, " ")
    .toLowerCase();
}

/** Some mailers encode what stands before the at sign. Only letters that fit there are decoded: no second address. */
export function decodeLocal(address: string): string {
  if (!address.includes("=?")) return address;
  const decoded = decodeWords(address);
  return PLAIN.test(decoded) ? decoded : address;
}
