/** Where a match ends, without the full stop and blanks behind it. */
export const endOf = (match: RegExpExecArray) => match.index + match[0].replace(/[.\s]+$/, "").length;

/** Remembers which stretches of a text are spoken for. */
export function createTaken(length: number) {
  const taken = new Uint8Array(length);
  return {
    free: (match: RegExpExecArray) => taken[match.index] === 0 && taken[match.index + match[0].length - 1] === 0,
    take: (match: RegExpExecArray) => void taken.fill(1, match.index, match.index + match[0].length),
  };
}
