const LONGEST = 220;
const SHORTEST = 20;
/** Titles after which a full stop ends nothing. */
const SHORT_FORM = /(?:\b(?:mr|mrs|ms|dr|st|no|vs|approx|inc|ltd|co|e\.g|i\.e|p\.m|a\.m)|\b\p{Lu})\.$/iu;

/** The first sentence of a summary that says something, cut at a word when it is very long. Pure. */
export function gistOf(text: string): string {
  const pieces = text
    .replaceAll(/\s+/gu, " ")
    .trim()
    .split(/(?<=[.!?…]["”’)]?)\s+(?=[\p{Lu}\p{N}"“(])|(?<=[。！？])/u);
  let gist = "";
  for (const piece of pieces) {
    gist = gist === "" ? piece : `${gist} ${piece}`;
    if (gist.length >= SHORTEST && !SHORT_FORM.test(gist)) break;
  }
  if (gist.length <= LONGEST) return gist;
  const cut = gist.slice(0, LONGEST).toWellFormed();
  const blank = cut.lastIndexOf(" ");
  return `${(blank > LONGEST / 2 ? cut.slice(0, blank) : cut).replace(/[,;:–-]+$/u, "")}…`;
}
