import { formatNumber } from "#lib/format";

/** What entries of a file are called, by the first word of their place. */
const UNITS: Record<string, string> = { row: "rows", line: "lines", message: "messages", the: "files" };

/** What several have in common, by the code that reading gave them; what is missing here gets plainer words. */
const KINDS: Record<string, string> = {
  "no-content": "have neither a subject nor a body",
  cells: "have too few cells, and neither a subject nor a body",
  "too-long": "are larger than any email",
  "too-large": "are larger than can be read",
  truncated: "stop in the middle",
  "not-json": "are not valid JSON",
  "not-object": "hold no email",
  "not-mail": "have no email headers",
  empty: "are empty",
  "no-emails": "hold no emails",
  "no-rows": "have a header, but no rows",
  unreadable: "are damaged in a way that could not be read",
  damaged: "are damaged",
  locked: "are protected with a password",
  encrypted: "are protected with a password",
  picture: "are pictures",
  film: "are video or sound recordings",
  sound: "are video or sound recordings",
  contacts: "hold contacts",
  calendar: "hold calendar entries",
};

/** "12 rows have neither a subject nor a body"; of a single one, its own sentence. */
export function titleOf({
  code,
  unit,
  count,
  example,
}: {
  code: string;
  unit: string;
  count: number;
  example: string;
}) {
  if (count === 1) return example;
  return `${formatNumber(count)} ${UNITS[unit] ?? "entries"} ${KINDS[code] ?? "could not be read for the same reason"}`;
}
