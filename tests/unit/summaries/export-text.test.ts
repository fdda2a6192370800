import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY_FORM } from "#lib/prompts/form";
import { formatColumns, parseColumns } from "#lib/summaries/export-choice";
import { EMAIL_COLUMNS, statusText } from "#lib/summaries/export-columns";
import { fieldColumns } from "#lib/summaries/export-fields";
import { REVIEW_COLUMNS } from "#lib/summaries/export-review";
import type { ExportRow } from "#lib/summaries/export-rows";
import { writeCsv, writeJson, writeJsonl } from "#lib/summaries/export-text";

const COLUMNS = [...EMAIL_COLUMNS, ...REVIEW_COLUMNS];
const WITH_FIELDS = [...COLUMNS, ...fieldColumns([{ ...EMPTY_FORM, category: ["Billing"] }], true)];
const HEADINGS = COLUMNS.map((column) => column.name);
const anyText = fc.string({ unit: "grapheme-composite", maxLength: 20 });
const awkward = fc.oneof(anyText, fc.stringMatching(/^[=+\-@\t\r",\n' ]{0,4}[a-z(]{0,4}$/));
const time = fc.option(fc.integer({ min: 0, max: 4e12 }).map((n) => n - (n % 1000)));
const rows: fc.Arbitrary<ExportRow[]> = fc.array(
  fc.record({
    from: awkward,
    to: awkward,
    date: time,
    subject: awkward,
    summary: awkward,
    outcome: fc.constantFrom("summarised" as const, "failed" as const, "not_run" as const),
    reason: fc.option(anyText),
    dataset: awkward,
    batch: awkward,
    model: awkward,
    correctedBy: awkward,
    correctedAt: time,
    reviewedBy: awkward,
    reviewedAt: time,
    rating: fc.constantFrom(1, -1, null),
    needsLook: fc.constantFrom(0 as const, 1 as const),
    ticks: fc.constant([]),
    tags: fc.array(anyText, { maxLength: 3 }),
    fields: fc.constantFrom(null, { category: "Billing" }),
  }),
  { maxLength: 8 },
);

async function* slicesOf(all: ExportRow[]) {
  yield [];
  for (const row of all) yield [row];
}

async function textOf(pieces: AsyncGenerator<string>): Promise<string> {
  return (await Array.fromAsync(pieces)).join("");
}

/** What a spreadsheet must never run. */
const isFormula = (cell: string) => /^[=+\-@\t\r]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell);
const defused = (cell: string) => (isFormula(cell) ? `'${cell}` : cell);
const isoOf = (date: number | null) => (date === null ? null : new Date(date).toISOString().replace(".000Z", "Z"));

describe("CSV", () => {
  it("is read back by another reader, with no cell that is a formula", async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const text = await textOf(writeCsv(slicesOf(all), COLUMNS));
        expect(text.startsWith("\ufeff")).toBe(true);
        const [head, ...lines] = parse(text, { bom: true, record_delimiter: "\r\n" }) as string[][];
        expect(head).toEqual(HEADINGS);
        const expected = all.map((row) =>
          [
            row.from,
            row.to,
            isoOf(row.date) ?? "",
            row.subject,
            row.summary,
            statusText(row),
            row.dataset,
            row.batch,
            row.model,
            row.correctedBy,
            isoOf(row.correctedAt) ?? "",
            row.reviewedBy,
            isoOf(row.reviewedAt) ?? "",
            row.rating === null ? "" : row.rating > 0 ? "good" : "bad",
            row.needsLook ? "yes" : "",
          ].map(defused),
        );
        expect(lines).toEqual(expected);
        expect(lines.flat().some(isFormula)).toBe(false);
      }),
    );
  });

  it("ends every line with CRLF", async () => {
    expect(await textOf(writeCsv(slicesOf([]), COLUMNS))).toBe(`\ufeff${HEADINGS.join(",")}\r\n`);
  });
});

describe("JSON and JSONL", () => {
  it("hold the same rows, read back by JSON.parse", async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const list = JSON.parse(await textOf(writeJson(slicesOf(all), WITH_FIELDS)));
        const lines = (await textOf(writeJsonl(slicesOf(all), WITH_FIELDS))).split("\n");
        expect(lines.pop()).toBe("");
        expect(lines.map((line) => JSON.parse(line))).toEqual(list);
        const words = { summarised: "Summarised", failed: "Failed", not_run: "Not run" };
        const expected = all.map(({ outcome, date, rating, needsLook, ticks: _, ...row }) => ({
          ...row,
          status: words[outcome],
          date: isoOf(date),
          correctedAt: isoOf(row.correctedAt),
          reviewedAt: isoOf(row.reviewedAt),
          rating: rating === null ? null : rating > 0 ? "good" : "bad",
          needsLook: needsLook === 1,
        }));
        for (const row of expected) if (row.fields === null) Reflect.deleteProperty(row, "fields");
        expect(list).toEqual(expected);
      }),
    );
  });
});

describe("statusText", () => {
  it.each([
    ["summarised", null, "Summarised"],
    ["failed", "No answer came", "Failed: No answer came"],
    ["not_run", null, "Not run"],
  ] as const)("%s, %s", (outcome, reason, expected) => {
    expect(statusText({ outcome, reason })).toBe(expected);
  });
});

it("columns find their way through an address, whatever they are called", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (keys) => {
      expect(parseColumns(new URLSearchParams({ without: formatColumns(keys) }).get("without"))).toEqual(keys);
    }),
  );
  expect(parseColumns(null)).toEqual([]);
  expect(parseColumns("%,")).toEqual([]);
});
