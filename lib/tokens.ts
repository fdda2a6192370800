import { Tokenizer } from "ai-tokenizer";
import * as encoding from "ai-tokenizer/encoding/o200k_base";

/** Characters counted exactly; the rest of a longer text is taken to have the same tokens per character. */
const EXACT = 64_000;

/** Runs of one kind of character; the tokenizer's time grows with the square of their length. */
const LONG_RUN = /[\p{L}\p{M}\p{N}]{300}|[^\p{L}\p{M}\p{N}\s]{300}|\s{300}/u;

/** Texts with such runs are counted in slices of this many characters: a token or so too many for each. */
const SLICE = 128;

let made: Tokenizer | null = null;

/** Tokens of a text in o200k_base; an estimate from the first EXACT characters when it is longer. */
export function countTokens(text: string): number {
  if (text.length <= EXACT) return encode(text).length;
  return Math.round((encode(text.slice(0, EXACT)).length / EXACT) * text.length);
}

/** The first `limit` tokens of a text, decoded; never half a character. */
export function firstTokens(text: string, limit: number): string {
  const tokens = encode(text.slice(0, EXACT));
  if (tokens.length <= limit) return text;
  return tokenizer()
    .decode(tokens.slice(0, limit))
    .replace(/\ufffd+$/u, "");
}

/** "all" means that "<|endoftext|>" in a mail is plain text; by default the tokenizer throws on it. */
function encode(text: string): number[] {
  return slices(text).flatMap((slice) => tokenizer().encode(slice, "all"));
}

function slices(text: string): string[] {
  if (!LONG_RUN.test(text)) return [text];
  return Array.from({ length: Math.ceil(text.length / SLICE) }, (_, i) => text.slice(i * SLICE, (i + 1) * SLICE));
}

function tokenizer(): Tokenizer {
  made ??= new Tokenizer(encoding);
  return made;
}
