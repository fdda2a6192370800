import { deflateRawSync, gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { ARCHIVE_ENTRIES, SPOOL_MEMORY, WORKBOOK_UNPACKED } from "#lib/emails/limits";
import { readEmails } from "#lib/emails/read";
import { header, zipByHand, zipOf } from "#tests/unit/emails/packing";

const mail = "From: a@x.com\nSubject: S\n\nBody\n";
const START = `From a@x.com Mon Jan  1 10:00:00 2024\n${mail}`;
const lines = (bytes: number) => Buffer.alloc(bytes, "a line of text that goes on and on\n");
const small = { name: "a.eml", packed: deflateRawSync(mail), size: mail.length };
const blank = { name: "0.eml", packed: deflateRawSync(Buffer.alloc(256 * 1024, "\n")), size: 256 * 1024 };

/** "42.zip" with five levels of sixteen archives each, a million in all. */
async function nested(): Promise<Buffer> {
  let zip = await zipOf({ "0.dll": Buffer.alloc(1_000_000) });
  for (let level = 0; level < 5; level += 1)
    zip = await zipOf(Object.fromEntries(Array.from({ length: 16 }, (_, at) => [`lib ${at}.zip`, zip])));
  return zip;
}

function sheetsThatInflate(): Buffer {
  const texts = packedLines(WORKBOOK_UNPACKED + 1_000_000);
  const part = (name: string, content: string) => ({ name, packed: deflateRawSync(content), size: content.length });
  return zipByHand([
    { name: "xl/sharedStrings.xml", packed: texts, size: 1_000 },
    part("[Content_Types].xml", "<Types/>"),
    part("xl/workbook.xml", '<workbook><sheets><sheet name="Mail" sheetId="1" r:id="rId1"/></sheets></workbook>'),
  ]);
}

/** `bytes` deflated; the same block again and again, since packing them all would take longer than the test. */
function packedLines(bytes: number): Buffer {
  const block = deflateRawSync(lines(4_000_000), { finishFlush: 3 });
  return Buffer.concat([...Array<Buffer>(Math.ceil(bytes / 4_000_000)).fill(block), Buffer.from([3, 0])]);
}

it.each<[string, string, () => Promise<Buffer> | Buffer, string[]]>([
  ["archives in archives in archives", "42.zip", nested, ["too-deep", "too-many"]],
  [
    "one entry that unpacks to 10 GB",
    "a.zip",
    () => {
      const packed = Buffer.concat([deflateRawSync(START, { finishFlush: 3 }), packedLines(10_000_000_000)]);
      return zipByHand([{ name: "a.mbox", packed, size: 1_000 }]);
    },
    ["bomb"],
  ],
  [
    "a gzip file that unpacks to 10 GB",
    "a.mbox.gz",
    () => Buffer.concat([gzipSync(START), ...Array<Buffer>(2_500).fill(gzipSync(lines(4_000_000)))]),
    ["bomb"],
  ],
  [
    "a list of a million files",
    "a.zip",
    () => zipByHand([small, ...Array(999_999).fill({ ...small, at: 0 })]),
    ["too-many"],
  ],
  [
    "many small entries adding up",
    "a.zip",
    () => zipByHand(Array.from({ length: 2_000 }, (_, at) => ({ ...blank, name: `${at}.eml` }))),
    ["blank", "bomb"],
  ],
  [
    "entries that lie over one another",
    "a.zip",
    () => zipByHand([blank, ...Array.from({ length: 2_000 }, (_, at) => ({ ...blank, name: `${at}.eml`, at: 0 }))]),
    ["blank", "bomb"],
  ],
  [
    "a tar archive whose size lies",
    "a.tar",
    () => {
      const block = header("a.eml", Buffer.alloc(0));
      block.write("77777777777\0", 124);
      block.write("        ", 148);
      const sum = block.reduce((total, byte) => total + byte, 0);
      block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
      return Buffer.concat([block, Buffer.from(mail)]);
    },
    ["truncated"],
  ],
  ["a workbook whose texts inflate", "a.xlsx", sheetsThatInflate, ["too-long"]],
])(
  "stops %s, with flat memory",
  async (_, name, make, expected) => {
    const bytes = await make();
    const before = process.memoryUsage().rss;
    let most = 0;
    const kinds = new Set<string>();
    for await (const entry of readEmails(onDisk(bytes), name)) {
      kinds.add(entry.kind === "email" ? "email" : entry.problem.code);
      most = Math.max(most, process.memoryUsage().rss - before);
    }
    expect([...kinds].sort()).toEqual([...expected].sort());
    expect(most / 1024 ** 2).toBeLessThan(256);
  },
  60_000,
);

/** As a stored upload gives its bytes. */
function onDisk(bytes: Buffer) {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += SPOOL_MEMORY / 8) yield bytes.subarray(at, at + SPOOL_MEMORY / 8);
  }
  const read = (position: number, length: number) => bytes.subarray(position, position + length);
  return Object.assign(chunks(), { random: { length: bytes.length, read } });
}

it("takes as many files as it says", async () => {
  const folders = Array(ARCHIVE_ENTRIES - 1).fill({ name: "m/", packed: Buffer.alloc(0), size: 0, at: 0 });
  const subjects: string[] = [];
  for await (const entry of readEmails(onDisk(zipByHand([small, ...folders])), "a.zip"))
    subjects.push(entry.kind === "email" ? entry.email.subject : entry.problem.code);
  expect(subjects).toEqual(["S"]);
}, 60_000);
