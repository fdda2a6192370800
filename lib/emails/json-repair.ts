const WORDS: Record<string, string> = {
  NaN: "null",
  Infinity: "null",
  "-Infinity": "null",
  undefined: "null",
  None: "null",
  True: "true",
  False: "false",
};
const WORD = /-?[A-Za-z]+/y;

/**
 * The same JSON with line breaks and other control signs inside strings escaped, commas before a closing bracket taken
 * out, and the words of other languages for nothing, true and false put right: the faults of JSON put together by hand,
 * and of programs that write NaN. One pass.
 */
export function repairJson(text: string): string {
  const pieces: string[] = [];
  let kept = 0;
  let inString = false;
  let comma = -1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inString = false;
      else if (code < 32) {
        pieces.push(text.slice(kept, at), `\\u${code.toString(16).padStart(4, "0")}`);
        kept = at + 1;
      }
      continue;
    }
    if (code === 0x2c) comma = at;
    else if (code > 32) {
      if (comma >= 0 && (code === 0x7d || code === 0x5d)) {
        pieces.push(text.slice(kept, comma));
        kept = comma + 1;
      }
      comma = -1;
      inString = code === 0x22;
      if (code === 0x2d || code >= 0x41) {
        WORD.lastIndex = at;
        const word = WORD.exec(text)?.[0];
        const right = word === undefined ? undefined : WORDS[word];
        if (right !== undefined) {
          pieces.push(text.slice(kept, at), right);
          kept = at + (word?.length ?? 0);
        }
        if (word !== undefined) at += word.length - 1;
      }
    }
  }
  pieces.push(text.slice(kept));
  return pieces.join("");
}
