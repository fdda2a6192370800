import { parseDate } from "#lib/emails/dates";
import { type Field, meaningOf } from "#lib/emails/fields";

/** How many rows a guess by content looks at. */
export const SAMPLE_ROWS = 20;

/** Names for the columns of a table: blanks get "Column 3", repeated names a number. */
export function nameColumns(headers: string[]): string[] {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  return headers.map((header, at) => {
    const name = header.trim() || `Column ${at + 1}`;
    let unique = name;
    let count = counts.get(name) ?? 1;
    // Counting on from the last one keeps thousands of equal names linear.
    for (; seen.has(unique); unique = `${name} (${count})`) count += 1;
    counts.set(name, count);
    seen.add(unique);
    return unique;
  });
}

/** True when a row of cells reads as headers: at least one is a known name, or all are short words without addresses. */
export function isHeaderRow(cells: string[]): boolean {
  if (cells.some((cell) => cell.length > 200 || /\S@\S+\.\S/.test(cell))) return false;
  if (cells.some((cell) => meaningOf(cell.trim()) !== null)) return true;
  return (
    cells.length > 1 && cells.every((cell) => cell.length < 40 && !/[\n.!?]/.test(cell) && parseDate(cell) === null)
  );
}

/** Which column means what, by its name alone: of several for one field, the best known name. `headers` are unique. */
export function matchByName(headers: string[]): Record<string, Field> {
  const byField = new Map<Field, { column: string; rank: number }>();
  for (const column of headers) {
    const meaning = meaningOf(column.replace(/ \(\d+\)$/, ""));
    if (!meaning) continue;
    const other = byField.get(meaning.field);
    if (!other || meaning.rank < other.rank) byField.set(meaning.field, { column, rank: meaning.rank });
  }
  const columns: Record<string, Field> = Object.create(null);
  for (const [field, { column }] of byField) columns[column] = field;
  return columns;
}

/**
 * Which column means what: by its name first (many languages, Outlook's name and address pairs), then, for senders,
 * dates and bodies that no name gave away, by what the sample rows hold. Columns without a meaning are left out.
 * `headers` are unique, as `nameColumns` makes them; rows are cells in the same order.
 */
export function matchColumns(headers: string[], sampleRows: string[][]): Record<string, Field> {
  const columns = matchByName(headers);
  guessByContent(columns, headers, sampleRows.slice(0, SAMPLE_ROWS));
  return columns;
}

/** Dates of something else than the email. */
const OTHER_DATE = /birth|geburt|purchase|due|resol|clos|updat|modif|expir|deadline|first.?resp/i;

type Profile = { column: string; dates: number; addresses: number; length: number };

function profileOf(column: string, cells: string[]): Profile {
  const filled = cells.filter((cell) => cell.trim() !== "");
  const share = (test: (cell: string) => boolean) =>
    filled.length === 0 ? 0 : filled.filter(test).length / filled.length;
  return {
    column,
    dates: share((cell) => parseDate(cell) !== null),
    addresses: share((cell) => cell.length < 300 && /\S@\S+\.\S/.test(cell)),
    length: filled.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, filled.length),
  };
}

/** Shortest average length of a column that is taken for the body. */
const BODY_LENGTH = 20;
/** The same for the subject, and for the body of a table without any name. */
const SUBJECT_LENGTH = 4;

function guessByContent(columns: Record<string, Field>, headers: string[], rows: string[][]) {
  if (rows.length === 0) return;
  const nothingNamed = Object.keys(columns).length === 0;
  const has = (...fields: Field[]) => Object.values(columns).some((field) => fields.includes(field));
  let free = headers
    .map((column, at) =>
      profileOf(
        column,
        rows.map((row) => row[at] ?? ""),
      ),
    )
    .filter((profile) => columns[profile.column] === undefined);
  const assign = (profile: Profile | undefined, field: Field) => {
    if (!profile) return;
    columns[profile.column] = field;
    free = free.filter((other) => other !== profile);
  };
  if (!has("from", "fromName", "fromAddress", "whole"))
    assign(
      free.find((profile) => profile.addresses > 0.6),
      "from",
    );
  if (nothingNamed)
    assign(
      free.find((profile) => profile.addresses > 0.6),
      "to",
    );
  if (!has("date"))
    assign(
      free.find((profile) => profile.dates > 0.8 && !OTHER_DATE.test(profile.column)),
      "date",
    );
  const longest = (least: number) =>
    free.filter((profile) => profile.length >= least).sort((one, two) => two.length - one.length)[0];
  if (!has("text", "html", "whole")) assign(longest(nothingNamed ? SUBJECT_LENGTH : BODY_LENGTH), "text");
  if (nothingNamed) assign(longest(SUBJECT_LENGTH), "subject");
}
