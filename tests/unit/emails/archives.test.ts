import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { header, padded, tarOf, zipOf } from "#tests/unit/emails/packing";
import { readAll } from "#tests/unit/emails/reading";

const mail = (subject: string) => `From: a@x.com\nTo: b@x.com\nSubject: ${subject}\n\nBody of ${subject}\n`;
const mbox = (...subjects: string[]) =>
  subjects.map((subject) => `From a@x.com Mon Jan  1 10:00:00 2024\n${mail(subject)}\n`).join("");
const picture = Buffer.concat([Buffer.from("ffd8ffe000104a464946", "hex"), Buffer.alloc(600)]);

/** What was read, in short: "path: subject" of emails, "place! code" of problems. */
async function outline(bytes: Uint8Array, name: string): Promise<string[]> {
  const entries = await readAll(bytes, name);
  expect(entries.map(({ position }) => position)).toEqual(entries.map((_, at) => at));
  return entries.map((entry) =>
    entry.kind === "email"
      ? `${entry.email.path}: ${entry.email.subject}`
      : `${entry.problem.place}! ${entry.problem.code}`,
  );
}

async function problemsOf(bytes: Uint8Array, name: string) {
  return (await readAll(bytes, name)).flatMap((entry) => (entry.kind === "problem" ? [entry.problem] : []));
}

/** A zip whose list of files was changed after it was made. */
function patched(zip: Buffer, change: (list: Buffer, local: Buffer) => void): Buffer {
  const copy = Buffer.from(zip);
  change(copy.subarray(copy.lastIndexOf("PK\x01\x02", undefined, "latin1")), copy);
  return copy;
}

describe("archives", () => {
  it.each<[string, () => Promise<Buffer> | Buffer, string, string[]]>([
    ["one email", () => zipOf({ "a.eml": mail("A") }), "x.zip", ["a.eml: A"]],
    [
      "folders, in the order of the archive",
      () => zipOf({ "2026/": "", "2026/b.eml": mail("B"), "2025/a.eml": mail("A") }),
      "x.zip",
      ["2026/b.eml: B", "2025/a.eml: A"],
    ],
    [
      "a mailbox as Gmail packs it",
      () => zipOf({ "Takeout/Mail/All mail.mbox": mbox("A", "B") }),
      "takeout.zip",
      ["Takeout/Mail/All mail.mbox: A", "Takeout/Mail/All mail.mbox: B"],
    ],
    ["stored without compression", () => zipOf({ "a.eml": mail("A") }, { compress: false }), "x.zip", ["a.eml: A"]],
    ["zip64", () => zipOf({ "a.eml": mail("A") }, { forceZip64Format: true }), "x.zip", ["a.eml: A"]],
    [
      "what a Mac leaves behind",
      () =>
        zipOf({
          "a.eml": mail("A"),
          "__MACOSX/._a.eml": "\0\x05\x16\x07",
          ".DS_Store": "\0\0\0\x01Bud1",
          "m/._b.eml": "\0\x05",
          "Thumbs.db": "x",
          "m/desktop.ini": "[x]",
        }),
      "x.zip",
      ["a.eml: A"],
    ],
    [
      "a folder of Apple Mail",
      () => zipOf({ "Sent.mbox/mbox": mbox("A"), "Sent.mbox/table_of_contents": "\0\x01\x02" }),
      "x.zip",
      ["Sent.mbox/mbox: A"],
    ],
    [
      "an archive in an archive",
      async () => zipOf({ "in.zip": await zipOf({ "a.eml": mail("A") }), "b.eml": mail("B") }),
      "x.zip",
      ["in.zip/a.eml: A", "b.eml: B"],
    ],
    [
      "gzip in zip",
      () => zipOf({ "all.mbox.gz": gzipSync(mbox("A", "B")) }),
      "x.zip",
      ["all.mbox.gz: A", "all.mbox.gz: B"],
    ],
    ["gzip", () => gzipSync(mbox("A", "B")), "all.mbox.gz", [": A", ": B"]],
    [
      "gzip of two pieces",
      () => Buffer.concat([gzipSync(mbox("A")), gzipSync(mbox("B"))]),
      "a.mbox.gz",
      [": A", ": B"],
    ],
    ["tar", () => tarOf({ "m/a.eml": mail("A"), "m/b.mbox": mbox("B") }), "x.tar", ["m/a.eml: A", "m/b.mbox: B"]],
    ["tar in gzip", () => gzipSync(tarOf({ "./a.eml": mail("A") })), "x.tgz", ["a.eml: A"]],
    ["tar named otherwise", () => gzipSync(tarOf({ "a.eml": mail("A") })), "backup", ["a.eml: A"]],
    [
      "tar with long names, links and folders",
      () => {
        const name = `${"folder/".repeat(20)}a.eml`;
        return Buffer.concat([
          header("m/", Buffer.alloc(0), "5"),
          header("link", Buffer.alloc(0), "2"),
          header("././@LongLink", Buffer.from(`${name}\0`), "L"),
          padded(`${name}\0`),
          tarOf({ cut: mail("A"), "b.eml": mail("B") }),
        ]);
      },
      "x.tar",
      [`${"folder/".repeat(20)}a.eml: A`, "b.eml: B"],
    ],
    [
      "pax names",
      () =>
        Buffer.concat([
          header("PaxHeaders/a", Buffer.from("19 path=grüße.eml\n"), "x"),
          padded("19 path=grüße.eml\n"),
          tarOf({ cut: mail("A") }),
        ]),
      "x.tar",
      ["grüße.eml: A"],
    ],
    [
      "names that would climb out are only names",
      async () => {
        const zip = await zipOf({ "aaaaaaa.eml": mail("A") });
        return Buffer.from(zip.toString("latin1").replaceAll("aaaaaaa.eml", "../../a.eml"), "latin1");
      },
      "x.zip",
      ["a.eml: A"],
    ],
    [
      "names with backslashes",
      async () => {
        const zip = await zipOf({ "m_a.eml": mail("A") });
        return Buffer.from(zip.toString("latin1").replaceAll("m_a.eml", "m\\a.eml"), "latin1");
      },
      "x.zip",
      ["m/a.eml: A"],
    ],
    [
      "names in the letters of DOS",
      async () => {
        const zip = await zipOf({ "gr_n.eml": mail("A") });
        return Buffer.from(zip.toString("latin1").replaceAll("gr_n.eml", "gr\x81n.eml"), "latin1");
      },
      "x.zip",
      ["grün.eml: A"],
    ],
    ["names in UTF-8", () => zipOf({ "件名.eml": mail("A") }), "x.zip", ["件名.eml: A"]],
    [
      "not everything in it is email",
      () =>
        zipOf({
          "a.eml": mail("A"),
          "p.jpg": picture,
          "empty.eml": "",
          "notes.txt": "Buy milk.\n",
          "b.eml": mail("B"),
        }),
      "x.zip",
      ["a.eml: A", "b.eml: B", "p.jpg! picture", "empty.eml! empty", "notes.txt! unknown"],
    ],
    [
      "a table with a bad row",
      () => zipOf({ "t.csv": "from,subject,body\na@x.com,S,B\na@x.com,,\n" }),
      "x.zip",
      ["t.csv: S", "t.csv, row 3! no-content"],
    ],
    ["nothing", () => zipOf({}), "x.zip", ["the file! no-emails"]],
    ["nothing but leftovers", () => zipOf({ ".DS_Store": "x" }), "x.zip", ["the file! no-emails"]],
    [
      "a password",
      async () =>
        patched(await zipOf({ "a.eml": mail("A") }), (list, local) => {
          list.writeUInt16LE(list.readUInt16LE(8) | 1, 8);
          local.writeUInt16LE(local.readUInt16LE(6) | 1, 6);
        }),
      "x.zip",
      ["a.eml! locked"],
    ],
    [
      "another compression",
      async () => patched(await zipOf({ "a.eml": mail("A") }), (list) => list.writeUInt16LE(9, 10)),
      "x.zip",
      ["a.eml! packed"],
    ],
    [
      "sizes that lie",
      async () => patched(await zipOf({ "a.eml": mail("A") }), (list) => list.writeUInt32LE(3, 24)),
      "x.zip",
      ["a.eml: A"],
    ],
    [
      "packed bytes that are damaged",
      async () => {
        const zip = await zipOf({ "a.eml": mail("A").repeat(50), "b.eml": mail("B") });
        zip.fill(0xff, 40, 60);
        return zip;
      },
      "x.zip",
      ["b.eml: B", "a.eml! damaged"],
    ],
    ["cut off", async () => (await zipOf({ "a.eml": mail("A") })).subarray(0, 90), "x.zip", ["the file! damaged"]],
    [
      "gzip cut off",
      () => gzipSync(mbox("A", "B")).subarray(0, 90),
      "a.mbox.gz",
      [": A", ": B", "the file! truncated"],
    ],
    [
      "gzip damaged",
      () => Buffer.concat([gzipSync(mbox("A")).subarray(0, 20), Buffer.alloc(99)]),
      "a.gz",
      ["the file! damaged"],
    ],
    [
      "tar cut off",
      () => tarOf({ "a.eml": mail("A"), "b.eml": mail("B").repeat(90) }).subarray(0, 2_000),
      "x.tar",
      ["a.eml: A", "the file! truncated"],
    ],
    [
      "four archives deep",
      async () => {
        let zip = await zipOf({ "a.eml": mail("A") });
        for (let depth = 0; depth < 3; depth += 1) zip = await zipOf({ "in.zip": zip });
        return zip;
      },
      "x.zip",
      ["in.zip/in.zip/in.zip/a.eml: A"],
    ],
    [
      "five archives deep",
      async () => {
        let zip = await zipOf({ "a.eml": mail("A") });
        for (let depth = 0; depth < 4; depth += 1) zip = await zipOf({ "in.zip": zip });
        return zip;
      },
      "x.zip",
      ["in.zip/in.zip/in.zip/in.zip! too-deep"],
    ],
  ])("%s", async (_, make, name, expected) => {
    expect(await outline(await make(), name)).toEqual(expected);
  });

  it("tells of 300 pictures in one sentence", async () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`p${at}.jpg`, picture]));
    const [problem, ...more] = await problemsOf(await zipOf({ "a.eml": mail("A"), ...files }), "x.zip");
    expect(more).toEqual([]);
    expect(problem?.message).toBe(
      "300 files in “x.zip” were passed over: “p0.jpg”, “p1.jpg” and 298 more. The first is a picture (JPEG), not an email file.",
    );
  });

  it("names the archive and the file in it", async () => {
    const [problem] = await problemsOf(await zipOf({ "m/p.jpg": picture }), "x.zip");
    expect(problem?.message).toBe("“x.zip/m/p.jpg” is a picture (JPEG), not an email file.");
  });
});

describe("an email of Apple Mail", () => {
  const list = '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"></plist>\n';
  it.each([
    ["as it is written", `${mail("A").length}\n${mail("A")}${list}`],
    ["with blanks after the number", `${mail("A").length}      \n${mail("A")}${list}`],
    ["with a number that is too large", `99999\n${mail("A")}${list}`],
    ["cut off", `${mail("A").length + 500}\n${mail("A")}`],
  ])("%s", async (_, text) => {
    expect(await readAll(text, "12.emlx")).toMatchObject([
      { kind: "email", position: 0, email: { subject: "A", text: "Body of A" } },
    ]);
  });
});
