import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { searchTerms, splitMarks } from "#components/summaries/marks";

const marked = (text: string, query: string) =>
  splitMarks(text, searchTerms(query))
    .filter((segment) => segment.isMatch)
    .map((segment) => segment.text);

describe("marks", () => {
  it.each([
    ["The contract ends on Friday", "contract", ["contract"]],
    ["The contract ends on Friday", "FRIDAY contr", ["contr", "Friday"]],
    ["Subcontract", "contract", []],
    ["Réunion à Zürich", "reunion zurich", ["Réunion", "Zürich"]],
    ["Die Straße ist lang", "strasse", ["Straße"]],
    ["来週の会議は延期です", "会議", ["会議"]],
    ["東京オフィスの契約", "契約 東京", ["東京", "契約"]],
    ["Rechnung offen", 'offen" OR (', ["offen"]],
    ["call the caller", "call caller", ["call", "caller"]],
    ["one invoice, two INVOICES, invoiced", "invoices due", ["invoice", "INVOICES"]],
    ["Companies and a company", "company x", ["Companies", "company"]],
    ["The case of the cash, casual", "cases y", ["case"]],
    ["one invoice, two invoices", '"invoices"', ["invoices"]],
    ["nothing here", "", []],
    ["", "word", []],
  ])("marks in %j what %j means", (text, query, expected) => {
    expect(marked(text, query)).toEqual(expected);
  });

  it("never changes the text", () => {
    const letters = fc.string({ unit: fc.constantFrom(..."aAé ßﬁİ会議が.ｶﾞ한"), maxLength: 40 });
    fc.assert(
      fc.property(letters, letters, (text, query) => {
        const segments = splitMarks(text, searchTerms(query));
        expect(segments.map((segment) => segment.text).join("")).toBe(text);
      }),
    );
  });

  it("marks a word wherever it stands by itself", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,8}$/), (word) => {
        expect(marked(`( ${word} )`, word)).toEqual([word]);
      }),
    );
  });
});
