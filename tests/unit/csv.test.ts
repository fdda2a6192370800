import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import { csvLine } from "#lib/csv";

it.each(["=1+1", "+1", "-1+1", "-1-2", "-", "-A1", "-1.", "@sum", "\tx", "\rx"])("defuses the formula %j", (cell) => {
  const [[read]] = parse(csvLine([cell])) as [[string]];
  expect(read).toBe(`'${cell}`);
});

it.each([
  ["-1", "-1\r\n"],
  ["-3.5", "-3.5\r\n"],
  ["plain", "plain\r\n"],
  ["a,b", '"a,b"\r\n'],
  ['say "hi"', '"say ""hi"""\r\n'],
  ["two\nlines", '"two\nlines"\r\n'],
  ["", "\r\n"],
])("writes %j as RFC 4180 says", (cell, text) => {
  expect(csvLine([cell])).toBe(text);
});

const TROUBLE = ["=", "+", "-", "@", "\t", "\r", "\n", '"', "'", ",", ";", " ", "a", "é", "😀", "\u0000"];

it("is read back cell by cell", () => {
  const cells = fc.array(fc.string({ unit: fc.constantFrom(...TROUBLE) }), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(cells, (row) => {
      const [read] = parse(csvLine(row), { record_delimiter: "\r\n" }) as [string[]];
      expect(read).toEqual(row.map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)));
    }),
  );
});
