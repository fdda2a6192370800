/**
 * The text of a body as it is kept: "\n" line ends, no NULs, no blank lines at the end. Nothing else is changed, because
 * it goes into the request as it is.
 */
export function cleanText(text: string): string {
  let clean = text;
  if (clean.includes("\r")) clean = clean.replace(/\r\n?/g, "\n");
  if (clean.includes("\0")) clean = clean.replaceAll("\0", "");
  return dropBlankEnd(clean);
}

/** A value that stands on one line (subject, name): folds and runs of blanks become one blank. */
export function cleanLine(text: string): string {
  const line = text.includes("\0") ? text.replaceAll("\0", "") : text;
  return /[\r\n\t]/.test(line) ? line.replace(/[\r\n\t ]+/g, " ").trim() : line.trim();
}

function dropBlankEnd(text: string): string {
  let end = text.length;
  let cut = end;
  while (end > 0) {
    const code = text.charCodeAt(end - 1);
    if (code === 10) cut = end - 1;
    else if (code !== 32 && code !== 9) break;
    end -= 1;
  }
  if (end === 0) return "";
  return cut === text.length ? text : text.slice(0, cut);
}
