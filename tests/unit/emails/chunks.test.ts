import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry } from "#lib/emails/email";
import { readEmails } from "#lib/emails/read";
import { tarOf, zipOf } from "#tests/unit/emails/packing";
import { emailsOf, problemsOf, readAll, utf16 } from "#tests/unit/emails/reading";

/** Words that hurt parsers: quotes, separators, line ends, From_ lines, other scripts. */
const nasty = fc.constantFrom(
  '"',
  '""',
  ",",
  ";",
  "\n",
  "\n\n",
  "\\",
  "\\n",
  "{",
  "}",
  "]",
  "From x",
  ">From x",
  "件名",
  "é",
  "😀",
  " ",
  "--b1",
  "a@b.c",
  ":",
  "=",
  "word",
);
const words = fc.array(fc.oneof(nasty, fc.string({ maxLength: 6 })), { maxLength: 12 }).map((list) => list.join(" "));
const line = words.map((text) =>
  text
    .replace(/[\r\n\t\0]+/g, " ")
    .replace(/ +/g, " ")
    .trim(),
);
/** Bodies as they come out again: "\n" ends, no blank lines at the end. */
const body = words.map((text) => `x${text.replace(/[\r\0]/g, "")}x`);
const mail = fc.record({ subject: line.map((text) => `S ${text}`.trim()), text: body });
const mails = fc.array(mail, { minLength: 1, maxLength: 6 });

const asJson = (list: { subject: string; text: string }[]) =>
  JSON.stringify(list.map(({ subject, text }) => ({ from: "a@x.com", subject, body: text })));
const asLines = (list: { subject: string; text: string }[]) => list.map((one) => JSON.stringify(one)).join("\n");
const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
const asTable = (list: { subject: string; text: string }[], sign = ",", end = "\n") =>
  [["from", "subject", "body"], ...list.map(({ subject, text }) => ["a@x.com", subject, text])]
    .map((row) => row.map(quote).join(sign))
    .join(end);
const mark = (text: string) => text.replace(/^(>*From )/gm, ">$1");
const asMbox = (list: { subject: string; text: string }[]) =>
  list
    .map(
      ({ subject, text }) =>
        `From a@x.com Mon Jan  1 10:00:00 2024\nFrom: a@x.com\nSubject: =?utf-8?B?${Buffer.from(subject).toString("base64")}?=\nContent-Type: text/plain; charset=utf-8\n\n${mark(text)}\n\n`,
    )
    .join("");

const asEml = (one: { subject: string; text: string }) =>
  `From: a@x.com\nSubject: =?utf-8?B?${Buffer.from(one.subject).toString("base64")}?=\nContent-Type: text/plain; charset=utf-8\n\n${one.text}\n`;
const asEmlx = (one: { subject: string; text: string }) =>
  `${Buffer.byteLength(asEml(one))}\n${asEml(one)}<?xml version="1.0"?><plist/>`;
const filesOf = (list: { subject: string; text: string }[], write: typeof asEml) =>
  Object.fromEntries(list.map((one, at) => [`${at}.${write === asEml ? "eml" : "emlx"}`, write(one)]));

/** The bytes, cut at the given fractions. */
async function* cut(bytes: Buffer, places: number[]): AsyncGenerator<Uint8Array> {
  const at = [...new Set(places.map((place) => Math.floor(place * bytes.length)))].sort((one, two) => one - two);
  let from = 0;
  for (const to of [...at, bytes.length]) {
    yield Uint8Array.from(bytes.subarray(from, to));
    from = to;
  }
}

async function readCut(bytes: Buffer, name: string, places: number[]): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of readEmails(cut(bytes, places), name)) entries.push(entry);
  return entries;
}

const kinds: [string, (list: { subject: string; text: string }[]) => Buffer | Promise<Buffer>][] = [
  ["a.json", (list) => Buffer.from(asJson(list))],
  ["wrapped.json", (list) => Buffer.from(`{"count": ${list.length}, "emails": ${asJson(list)}, "next": null}`)],
  ["pretty.json", (list) => Buffer.from(JSON.stringify(JSON.parse(asJson(list)), null, 2))],
  ["wide.json", (list) => utf16(asJson(list), "be")],
  ["a.jsonl", (list) => Buffer.from(asLines(list))],
  ["a.csv", (list) => Buffer.from(asTable(list))],
  ["wide.csv", (list) => utf16(asTable(list, "\t", "\r\n"), "le")],
  ["a.mbox", (list) => Buffer.from(asMbox(list))],
  ["windows.mbox", (list) => Buffer.from(asMbox(list).replaceAll("\n", "\r\n"))],
  ["a.mbox.gz", (list) => gzipSync(asMbox(list))],
  ["a.tar", (list) => tarOf(filesOf(list, asEml))],
  ["a.tar.gz", (list) => gzipSync(tarOf(filesOf(list, asEmlx)))],
  ["a.zip", (list) => zipOf(filesOf(list, asEml))],
  ["stored.zip", (list) => zipOf(filesOf(list, asEml), { compress: false })],
];

describe("any cut of the bytes gives the same", () => {
  it.each(kinds)("%s", async (name, make) => {
    await fc.assert(
      fc.asyncProperty(
        mails,
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 12 }),
        async (list, places) => {
          const bytes = await make(list);
          const entries = await readCut(bytes, name, places);
          expect(entries).toEqual(await readAll(bytes, name));
          expect(emailsOf(entries).map(({ subject, text }) => ({ subject, text }))).toEqual(list);
          expect(problemsOf(entries)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each(kinds)("%s, longer than the head, byte by byte and damaged", async (name, make) => {
    const list = Array.from({ length: 30 }, (_, at) => ({
      subject: `S ${at}`,
      text: `x ${'some words, "quoted" and\n\nmore '.repeat(90)}x`,
    }));
    const bytes = Buffer.from(await make(list));
    // A cut off end, and a hole in the middle (even, for UTF-16).
    const damaged = Buffer.concat([bytes.subarray(0, 41_000), bytes.subarray(41_012, bytes.length - 502)]);
    for (const [index, content] of [bytes, damaged].entries()) {
      const whole = await readAll(content, name);
      expect(whole.map((entry) => entry.position)).toEqual(whole.map((_, at) => at));
      if (index === 0) expect(emailsOf(whole)).toHaveLength(30);
      // The index of a zip is at its end, which is cut off.
      else if (name === "stored.zip") expect(problemsOf(whole)).toHaveLength(1);
      else expect(emailsOf(whole).length).toBeGreaterThan(10);
      expect(await readAll(content, name, 1)).toEqual(whole);
      expect(await readAll(content, name, 4_097)).toEqual(whole);
    }
  });

  it("random bytes never throw, and are read the same however they are cut", async () => {
    const names = fc.constantFrom("a.json", "a.jsonl", "a.csv", "a.eml", "a.mbox", "a");
    const start = fc.constantFrom("", "[", "{", "From: a\n", "From - \n", "a,b\n", "\uFEFF", '{"emails":[', "\xff\xfe");
    const bits = fc.array(
      fc.oneof(
        nasty,
        fc.constantFrom(
          "[",
          "]",
          "{}",
          '{"a":',
          "From - \n",
          "Content-Type: multipart/mixed; boundary=b1\n",
          "\n--b1\n",
          "=?utf-8?Q?",
          "\0",
          "\xff",
        ),
      ),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(start, bits, names, fc.integer({ min: 1, max: 9 }), async (head, list, name, size) => {
        const bytes = Buffer.from(head + list.join(""), "latin1");
        expect(await readAll(bytes, name, size)).toEqual(await readAll(bytes, name));
      }),
      { numRuns: 400 },
    );
  });
});

describe("written in any dialect, read the same", () => {
  it("tables", async () => {
    const written = (cell: string, quote: string, isNeeded: boolean) =>
      isNeeded ? `${quote}${cell.replaceAll(quote, quote + quote)}${quote}` : cell;
    await fc.assert(
      fc.asyncProperty(
        mails,
        fc.constantFrom(",", ";", "\t", "|", "^", "~", ":"),
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.constantFrom('"', "'"),
        fc.boolean(),
        fc.constantFrom<"le" | "be" | "mark" | "none">("le", "be", "mark", "none"),
        async (list, sign, end, quote, isAlways, mark) => {
          const special = new RegExp(`[\\s"'${sign === "^" ? "\\^" : sign}]`);
          const rows = [["from", "subject", "body"], ...list.map(({ subject, text }) => ["a@x.com", subject, text])];
          // Quoted throughout, or only where a cell needs it. Apostrophes around few cells might as well be text.
          const cells = rows.map((row) =>
            row.map((cell) => written(cell, quote, isAlways || quote === "'" || special.test(cell))).join(sign),
          );
          const text = cells.join(end);
          const bytes =
            mark === "le" || mark === "be" ? utf16(text, mark) : Buffer.from(mark === "mark" ? `\uFEFF${text}` : text);
          const emails = emailsOf(await readAll(bytes, "a.csv"));
          expect(emails.map(({ subject, text }) => ({ subject, text }))).toEqual(list);
        },
      ),
      { numRuns: 300 },
    );
  });
});
