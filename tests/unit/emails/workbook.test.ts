import { type BookType, CFB, utils, write } from "@e965/xlsx";
import { type CellValue, writeXlsx } from "hucre";
import { describe, expect, it } from "vitest";
import { emailsOf, problemsOf, readAll } from "#tests/unit/emails/reading";

type Rows = CellValue[][];
const NAMES = ["From", "To", "Subject", "Body", "Date"];
const when = new Date(Date.UTC(2024, 2, 1, 10, 30));
const row = (subject: string): CellValue[] => ["Ann <ann@x.com>", "bob@y.com", subject, `Body of ${subject}`, when];
const read = { subject: "A", text: "Body of A", date: when.getTime(), from: [{ name: "Ann", address: "ann@x.com" }] };

const xlsx = async (sheets: Record<string, Rows>, options = {}): Promise<Buffer> =>
  Buffer.from(await writeXlsx({ sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows })), ...options }));

function old(bookType: BookType, sheets: Record<string, Rows>): Buffer {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets))
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows, { UTC: true }), name);
  return write(book, { type: "buffer", bookType }) as Buffer;
}

/** A sheet whose picture is packed in blocks none of which says that it is the last. */
function endless(): Buffer {
  const book = CFB.read(old("ods", { Mail: [NAMES, row("A")] }), { type: "buffer" });
  CFB.utils.cfb_add(book, "/xl/media/a.png", Buffer.from("picture ".repeat(200)));
  const bytes = Buffer.from(CFB.write(book, { type: "buffer", fileType: "zip", compression: true }) as Uint8Array);
  const local = bytes.indexOf("xl/media/a.png") - 30;
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  return bytes.fill(0, start, start + bytes.readUInt32LE(local + 18));
}

describe("workbooks", () => {
  it.each<[string, () => Promise<Buffer>, object[]]>([
    ["a plain sheet", () => xlsx({ Mail: [NAMES, row("A")] }), [read]],
    ["data on the second sheet", () => xlsx({ Info: [["Exported by us"]], Mail: [NAMES, row("A")] }), [read]],
    ["two sheets of mail", () => xlsx({ One: [NAMES, row("A")], Two: [NAMES, row("B")] }), [read, { subject: "B" }]],
    [
      "titles above the names",
      () => xlsx({ Mail: [["Export"], [], ["made today", "", "x"], NAMES, row("A")] }),
      [read],
    ],
    ["blank rows between", () => xlsx({ Mail: [NAMES, [], row("A"), [null, ""], row("B")] }), [read, { subject: "B" }]],
    [
      "columns that start further right",
      () =>
        xlsx({
          Mail: [
            [null, ...NAMES],
            [null, ...row("A")],
          ],
        }),
      [read],
    ],
    ["dates as day numbers", () => xlsx({ Mail: [NAMES, [...row("A").slice(0, 4), 45_352.4375]] }), [read]],
    ["dates as text", () => xlsx({ Mail: [NAMES, [...row("A").slice(0, 4), "2024-03-01 10:30"]] }), [read]],
    ["German names", () => xlsx({ Mail: [["Von", "An", "Betreff", "Text", "Datum"], row("A")] }), [read]],
    [
      "numbers as subjects",
      () => xlsx({ Mail: [NAMES, ["a@x.com", "b@x.com", 4711, true, null]] }),
      [{ subject: "4711", text: "true" }],
    ],
    [
      "extra columns",
      () =>
        xlsx({
          Mail: [
            [...NAMES, "Ticket"],
            [...row("A"), 12],
          ],
        }),
      [{ ...read, extra: { Ticket: "12" } }],
    ],
    ["texts in the cells themselves", () => xlsx({ Mail: [NAMES, row("A")] }, {}), [read]],
    ["the old format", async () => old("xls", { Info: [["x"]], Mail: [NAMES, row("A")] }), [read]],
    ["the format of Excel 95", async () => old("biff5", { Mail: [NAMES, row("A")] }), [read]],
    ["the format of Excel 2", async () => old("biff2", { Mail: [NAMES, row("A")] }), [read]],
    ["the binary format", async () => old("xlsb", { Mail: [NAMES, row("A")] }), [read]],
    ["OpenDocument", async () => old("ods", { Mail: [NAMES, row("A")] }), [read]],
    ["Excel's XML named .xls", async () => old("xlml", { Mail: [NAMES, row("A")] }), [read]],
  ])("%s", async (_, make, expected) => {
    const entries = await readAll(await make(), "book.xlsx");
    expect(problemsOf(entries)).toEqual([]);
    expect(emailsOf(entries)).toMatchObject(expected);
    expect(entries.map(({ position }) => position)).toEqual(entries.map((_, at) => at));
  });

  it("says where a bad row stands", async () => {
    const book = await xlsx({ Info: [["x"]], Mail: [["Title"], NAMES, row("A"), ["a@x.com"]] });
    expect(problemsOf(await readAll(book, "book.xlsx"))).toMatchObject([{ place: "sheet “Mail”, row 4" }]);
    const lone = await xlsx({ Mail: [NAMES, row("A"), ["a@x.com"]] });
    expect(problemsOf(await readAll(lone, "book.xlsx"))).toMatchObject([{ place: "row 3" }]);
  });

  it.each<[string, () => Promise<Buffer>, string, string]>([
    [
      "a password",
      () => xlsx({ Mail: [NAMES, row("A")] }, { encryption: { password: "x", spinCount: 1_000 } }),
      "locked",
      "“book.xlsx” is protected with a password. Save it without one and drop it again.",
    ],
    ["nothing in it", () => xlsx({ Mail: [] }), "no-rows", "no rows of emails in it"],
    ["names and no rows", () => xlsx({ Mail: [NAMES] }), "no-rows", "no rows of emails in it"],
    [
      "the end cut off",
      async () => (await xlsx({ Mail: [NAMES, row("A")] })).subarray(0, 900),
      "damaged",
      "damaged workbook",
    ],
    [
      "an old one cut off",
      async () => old("xls", { Mail: [NAMES, row("A")] }).subarray(0, 2_000),
      "damaged",
      "damaged",
    ],
  ])("refuses %s", async (_, make, code, words) => {
    expect(problemsOf(await readAll(await make(), "book.xlsx"))).toMatchObject([
      { place: "the file", code, message: expect.stringContaining(words) },
    ]);
  });

  // Some of these bytes send a library into a circle from which only the end of its thread leads out.
  it.each<[string, () => Promise<Buffer>]>([
    ["book.xlsx", () => xlsx({ Mail: [NAMES, row("A")] })],
    ["book.xls", async () => old("xls", { Mail: [NAMES, row("A")] })],
    ["book.ods", async () => old("ods", { Mail: [NAMES, row("A")] })],
  ])(
    "ends on every damage of %s",
    async (name, make) => {
      const whole = await make();
      for (let seed = 0; seed < 30; seed += 1) {
        const copy = Buffer.from(whole);
        for (let turn = 0; turn < 6; turn += 1)
          copy[8 + ((seed * 7_919 + turn * 104_729) % (copy.length - 8))] = (seed * 31 + turn) & 0xff;
        const entries = await readAll(copy, name);
        expect(entries.length).toBeGreaterThan(0);
        for (const { message } of problemsOf(entries)) expect(message).toContain(`“${name}`);
      }
    },
    60_000,
  );

  it("ends a library that never comes back, and reads the next workbook", async () => {
    expect(problemsOf(await readAll(endless(), "a.ods"))).toMatchObject([{ code: "damaged" }]);
    expect(emailsOf(await readAll(await xlsx({ Mail: [NAMES, row("A")] }), "b.xlsx"))).toMatchObject([read]);
  }, 60_000);
});
