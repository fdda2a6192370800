/** What a CSV file begins with, so that spreadsheets read it as UTF-8. */
export const CSV_START = "\uFEFF";

/**
 * One line of CSV with its line end (RFC 4180). A cell that a spreadsheet would run as a formula gets an apostrophe
 * in front (OWASP, CSV Injection), unless it is just a number below zero; one with blanks at an end is quoted, so that
 * they are kept.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
