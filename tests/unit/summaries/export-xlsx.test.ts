import fc from "fast-check";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { EMAIL_COLUMNS } from "#lib/summaries/export-columns";
import { REVIEW_COLUMNS } from "#lib/summaries/export-review";
import type { ExportRow } from "#lib/summaries/export-rows";
import { writeXlsx } from "#lib/summaries/export-xlsx";
import { cellText } from "#lib/summaries/workbook-xml";
import { EXPORT_ROW as ROW } from "#tests/support/export-row";

const COLUMNS = [...EMAIL_COLUMNS, ...REVIEW_COLUMNS];
const HEADINGS = COLUMNS.map((column) => column.name);

async function* slicesOf(all: ExportRow[]) {
  yield [];
  for (const row of all) yield [row];
}

async function workbookOf(all: ExportRow[], sheetRows?: number) {
  const bytes = Buffer.concat(
    await Array.fromAsync(writeXlsx({ rows: () => slicesOf(all), close: () => {} }, COLUMNS, sheetRows)),
  );
  return readXlsx(bytes, { readStyles: true });
}

describe("Excel", () => {
  it("has a header that stays in view, and real dates", async () => {
    const [sheet] = (await workbookOf([ROW, { ...ROW, date: null }])).sheets;
    expect(sheet?.rows[0]).toEqual(HEADINGS);
    expect(sheet?.rows[1]?.[2]).toEqual(new Date(Date.UTC(2026, 10, 23, 9, 30)));
    expect(sheet?.rows[2]?.[2] ?? null).toBeNull();
    expect(sheet?.freezePane).toMatchObject({ rows: 1 });
  });

  it("says who corrected and reviewed, and when", async () => {
    const at = Date.UTC(2026, 10, 24, 8);
    const row = { ...ROW, correctedBy: "Ann", correctedAt: at, rating: -1, needsLook: 1 as const };
    const [sheet] = (await workbookOf([row])).sheets;
    const cells = sheet?.rows[1]?.slice(HEADINGS.indexOf("Corrected by")) ?? [];
    expect(cells.map((cell) => cell ?? "")).toEqual(["Ann", new Date(at), "", "", "bad", "yes"]);
  });

  it("keeps every text a text", async () => {
    const texts = [
      "=1+1",
      "+49 30",
      "-5",
      "@name",
      "007",
      "TRUE",
      "<b>&amp;</b>",
      "a\nb",
      " x ",
      "_x0041_",
      "議事録 😀",
    ];
    const [sheet] = (await workbookOf(texts.map((subject) => ({ ...ROW, subject })))).sheets;
    expect(sheet?.rows.slice(1).map((row) => row[3])).toEqual(texts);
    expect([...(sheet?.cells?.values() ?? [])].some((cell) => cell.formula)).toBe(false);
  });

  it("says of failures what happened", async () => {
    const [sheet] = (await workbookOf([{ ...ROW, outcome: "failed", summary: "", reason: "No answer came" }])).sheets;
    expect(sheet?.rows[1]?.[5]).toBe("Failed: No answer came");
    expect(sheet?.rows[1]?.[4] ?? "").toBe("");
  });

  it("begins a new sheet where one is full", async () => {
    const { sheets } = await workbookOf(
      [1, 2, 3, 4, 5].map((n) => ({ ...ROW, subject: `S${n}` })),
      3,
    );
    expect(sheets.map((sheet) => sheet.name)).toEqual(["Summaries", "Summaries 2", "Summaries 3"]);
    expect(sheets.map((sheet) => sheet.rows.slice(1).map((row) => row[3]))).toEqual([
      ["S1", "S2"],
      ["S3", "S4"],
      ["S5"],
    ]);
  });

  it("writes a header even when there is nothing", async () => {
    expect((await workbookOf([])).sheets[0]?.rows).toEqual([HEADINGS]);
  });

  it("tells what reading the rows threw", async () => {
    async function* broken(): AsyncGenerator<ExportRow[]> {
      yield [ROW];
      throw new Error("no more");
    }
    await expect(Array.fromAsync(writeXlsx({ rows: broken, close: () => {} }, COLUMNS))).rejects.toThrow("no more");
  });

  it("survives any text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: "binary", maxLength: 30 }), { maxLength: 5 }), async (texts) => {
        const [sheet] = (await workbookOf(texts.map((subject) => ({ ...ROW, subject })))).sheets;
        expect(sheet?.rows).toHaveLength(texts.length + 1);
      }),
      { numRuns: 50 },
    );
  });
});

describe("cellText", () => {
  it("cuts and marks what Excel cannot hold", () => {
    const cut = cellText("x".repeat(40_000));
    expect(cut).toHaveLength(32_767);
    expect(cut.endsWith("x […cut: 40000 characters]")).toBe(true);
    expect(cellText("x".repeat(32_767))).toBe("x".repeat(32_767));
  });

  it("does not cut a pair of surrogates in two", () => {
    expect(cellText("😀".repeat(20_000)).isWellFormed()).toBe(true);
  });

  it("drops what XML cannot hold", () => {
    expect(cellText("a\u0000b\u0008c\ud800d\r\ne")).toBe("abc\ufffdd\ne");
  });
});
