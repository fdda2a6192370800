/** How many pieces are held before they are joined. */
const PIECES = 10_000;

/** A long text that is put together from small pieces. */
export type Pieces = { add(piece: string): void; text(): string };

/** Joins now and then: a million strings of a few letters take many times the memory of their text. */
export function createPieces(): Pieces {
  const joined: string[] = [];
  let pieces: string[] = [];
  return {
    add(piece) {
      pieces.push(piece);
      if (pieces.length < PIECES) return;
      joined.push(pieces.join(""));
      pieces = [];
    },
    text: () => joined.join("") + pieces.join(""),
  };
}
