import { decodeText } from "#lib/emails/charset";
import { decodeQuoted } from "#lib/emails/transfer";

const WORD = /=\?([^?\s]{1,60})\?([QqBb])\?([^?]*)\?=/g;

/** The same, where it is looked for (`lastIndex`) and nowhere else; short, as RFC 2047 wants it. */
export const WORD_AT = /=\?[^?\s]{1,60}\?[QqBb]\?[^?]{0,1000}\?=/y;

/**
 * Decodes the encoded words of a header (RFC 2047). Words next to each other in the same charset are joined as bytes
 * first, because senders cut them inside a character. What is no encoded word stays as it is.
 */
export function decodeWords(text: string): string {
  if (!text.includes("=?")) return text;
  let result = "";
  let end = 0;
  let run: { charset: string; bytes: Buffer[] } | null = null;
  const flush = () => {
    if (run) result += decodeText(Buffer.concat(run.bytes), run.charset);
    run = null;
  };
  for (const match of text.matchAll(WORD)) {
    const between = text.slice(end, match.index);
    // The language after "*" (RFC 2231 section 5) says nothing about the bytes.
    const charset = (match[1] ?? "").split("*", 1)[0]?.toLowerCase() ?? "";
    const bytes = wordBytes(match[2] ?? "", match[3] ?? "");
    const joins: boolean = run !== null && /^[ \t\r\n]*$/.test(between);
    if (run && joins && (run as { charset: string }).charset === charset)
      (run as { bytes: Buffer[] }).bytes.push(bytes);
    else {
      flush();
      if (!joins) result += between;
      run = { charset, bytes: [bytes] };
    }
    end = match.index + match[0].length;
  }
  flush();
  return result + text.slice(end);
}

function wordBytes(encoding: string, content: string): Buffer {
  if (encoding === "B" || encoding === "b") return Buffer.from(content, "base64");
  return decodeQuoted(Buffer.from(content.replaceAll("_", " ")));
}
