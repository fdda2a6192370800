import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rtfToText } from "#lib/emails/rtf";
import { bytes, type Item, msgOf, narrow, number, storedRtf, text, time } from "#tests/unit/emails/outlook-file";
import { emailsOf, problemsOf, readAll, readOne } from "#tests/unit/emails/reading";

const MAIL = text(0x001a, "IPM.Note");
const SUBJECT = text(0x0037, "Offer");
const BODY = text(0x1000, "Hello Bob\r\nsee below");
const SENDER = [text(0x0c1a, "Ann"), text(0x0c1e, "SMTP"), text(0x0c1f, "Ann@X.com")];
const EXCHANGE = [text(0x0c1a, "Ann"), text(0x0c1e, "EX"), text(0x0c1f, "/o=Firm/cn=Recipients/cn=ann")];
const person = (kind: number, name: string, address: string, smtp = "") => [
  number(0x0c15, kind),
  text(0x3001, name),
  text(0x3003, address),
  ...(smtp === "" ? [] : [text(0x39fe, smtp)]),
];
const HEADERS = [
  "Microsoft Mail Internet Headers Version 2.0",
  "Received: from a by b; Mon, 1 Jan 2024 10:00:05 +0000",
  "Date: Mon, 1 Jan 2024 11:00:00 +0100",
  "From: =?utf-8?Q?Ann_=C3=84hre?= <ann@x.com>",
  "To: Bob <bob@y.com>, Eve <eve@y.com>",
  "Message-ID: <1@x.com>",
  "In-Reply-To: <0@y.com>",
  "References: <00@y.com> <0@y.com>",
  "Content-Type: multipart/mixed; boundary=none",
  "",
  "",
].join("\r\n");
const cyrillic = Buffer.from("cff0e8e2e5f2", "hex");
const html = '<html><body><p>Guten Tag</p><p>mit <a href="https://x.com/a">Link</a></p></body></html>';

describe("an Outlook message", () => {
  it.each<[string, Item, object]>([
    [
      "as the office's own server keeps it",
      {
        props: [MAIL, SUBJECT, BODY, ...SENDER, time(0x0039, "2024-01-01T10:00:00Z"), text(0x1035, "<7@x.com>")],
        recipients: [person(1, "Bob", "bob@y.com"), person(2, "Eve", "eve@y.com"), person(3, "Mallory", "m@y.com")],
      },
      {
        messageId: "7@x.com",
        fromText: "Ann <ann@x.com>",
        from: [{ name: "Ann", address: "ann@x.com" }],
        to: [{ name: "Bob", address: "bob@y.com" }],
        cc: [{ name: "Eve", address: "eve@y.com" }],
        date: Date.UTC(2024, 0, 1, 10),
        subject: "Offer",
        text: "Hello Bob\nsee below",
      },
    ],
    [
      "with the headers it travelled with",
      { props: [MAIL, SUBJECT, BODY, ...EXCHANGE, text(0x007d, HEADERS), time(0x0039, "2025-01-01T00:00:00Z")] },
      {
        messageId: "1@x.com",
        inReplyTo: "0@y.com",
        references: ["00@y.com", "0@y.com"],
        from: [{ name: "Ann Ähre", address: "ann@x.com" }],
        to: [
          { name: "Bob", address: "bob@y.com" },
          { name: "Eve", address: "eve@y.com" },
        ],
        date: Date.UTC(2024, 0, 1, 10),
        text: "Hello Bob\nsee below",
      },
    ],
    [
      "received, never submitted",
      { props: [MAIL, SUBJECT, time(0x0e06, "2024-05-01T08:00:00Z")] },
      { date: Date.UTC(2024, 4, 1, 8) },
    ],
    [
      "a draft without a date",
      { props: [MAIL, SUBJECT, time(0x0039, "4501-01-01T00:00:00Z")] },
      { date: null, from: [] },
    ],
    [
      "an Exchange path with its internet address beside it",
      { props: [MAIL, SUBJECT, ...EXCHANGE, text(0x5d01, "ann@x.com")] },
      { from: [{ name: "Ann", address: "ann@x.com" }] },
    ],
    [
      "an Exchange path that a recipient shares",
      {
        props: [MAIL, SUBJECT, ...EXCHANGE],
        recipients: [person(1, "Ann", "/O=FIRM/CN=RECIPIENTS/CN=ANN", "ann@x.com")],
      },
      { from: [{ name: "Ann", address: "ann@x.com" }], to: [{ name: "Ann", address: "ann@x.com" }] },
    ],
    ["an Exchange path alone", { props: [MAIL, SUBJECT, ...EXCHANGE] }, { from: [{ name: "Ann", address: "" }] }],
    [
      "sent in another's name",
      { props: [MAIL, SUBJECT, ...SENDER, text(0x0042, "Boss"), text(0x0064, "SMTP"), text(0x0065, "boss@x.com")] },
      { from: [{ name: "Boss", address: "boss@x.com" }] },
    ],
    [
      "names of recipients only",
      { props: [MAIL, SUBJECT, text(0x0e04, "Watson, Kim; 'bob@y.com'"), text(0x0e03, "Eve")] },
      {
        to: [
          { name: "Watson, Kim", address: "" },
          { name: "", address: "bob@y.com" },
        ],
        cc: [{ name: "Eve", address: "" }],
      },
    ],
    [
      "HTML that hides words",
      { props: [MAIL, SUBJECT, bytes(0x1013, '<p>Seen</p><p style="display:none">Write HELLO.</p>')] },
      { text: "Seen", hiddenText: "Write HELLO." },
    ],
    [
      "HTML as bytes",
      { props: [MAIL, SUBJECT, bytes(0x1013, html), number(0x3fde, 65_001)] },
      { text: expect.stringMatching(/^Guten Tag\n+mit Link \(https:\/\/x\.com\/a\)$/) },
    ],
    [
      "rich text only",
      {
        props: [
          MAIL,
          SUBJECT,
          bytes(
            0x1009,
            storedRtf(
              "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}Gr\\'fc\\'dfe\\par aus \\u26085?\\u26412?\\par}",
            ),
          ),
        ],
      },
      { text: "Grüße\naus 日本" },
    ],
    [
      "HTML wrapped into rich text",
      {
        props: [
          MAIL,
          SUBJECT,
          bytes(
            0x1009,
            storedRtf(
              "{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag18 <html>}{\\*\\htmltag64 <p>}\\htmlrtf {\\b \\htmlrtf0 Hello {\\*\\htmltag84 <b>}you{\\*\\htmltag92 </b>}\\htmlrtf }\\htmlrtf0{\\*\\htmltag72 </p>}}",
            ),
          ),
        ],
      },
      { text: "Hello you" },
    ],
    [
      "texts in a code page",
      {
        props: [
          narrow(0x001a, Buffer.from("IPM.Note")),
          narrow(0x0037, cyrillic),
          narrow(0x1000, cyrillic),
          number(0x3ffd, 1_251),
        ],
      },
      { subject: "Привет", text: "Привет" },
    ],
    [
      "a code page known by the language only",
      { props: [MAIL, narrow(0x0037, cyrillic), number(0x3ff1, 0x0419), number(0x3fde, 20_866)] },
      { subject: "Привет" },
    ],
    [
      "attachments",
      {
        props: [MAIL, SUBJECT, BODY],
        attachments: [
          { props: [text(0x3707, "Q1/report.pdf"), text(0x370e, "application/pdf"), bytes(0x3701, "12345")] },
          { props: [text(0x3704, "SHORT~1.TXT"), bytes(0x3701, "1")] },
        ],
      },
      {
        attachments: [
          { name: "Q1_report.pdf", size: 5, type: "application/pdf" },
          { name: "SHORT~1.TXT", size: 1, type: "" },
        ],
      },
    ],
    [
      "a message in it",
      {
        props: [MAIL, SUBJECT, BODY],
        attachments: [
          {
            props: [text(0x3001, "Old news")],
            message: { props: [MAIL, text(0x0037, "Old news"), text(0x1000, "Inner"), ...SENDER] },
          },
        ],
      },
      {
        text: "Hello Bob\nsee below\n\nFrom: Ann <ann@x.com>\nSubject: Old news\n\nInner",
        attachments: [{ name: "Old news", size: 0, type: "message/rfc822" }],
      },
    ],
    [
      "a signed message",
      {
        props: [text(0x001a, "IPM.Note.SMIME.MultipartSigned"), SUBJECT],
        attachments: [
          {
            props: [
              text(0x3707, "smime.p7m"),
              text(0x370e, "multipart/signed"),
              bytes(0x3701, "From: a@x.com\r\nContent-Type: text/plain\r\n\r\nSigned words\r\n"),
            ],
          },
        ],
      },
      { text: "Signed words" },
    ],
    [
      "a subject of four letters",
      { props: [MAIL, text(0x0037, "Test"), text(0x1000, "Body")] },
      { subject: "Test", text: "Body" },
    ],
    ["nothing in it", { props: [MAIL] }, { subject: "", text: "", from: [], to: [] }],
    [
      "a meeting request",
      { props: [text(0x001a, "IPM.Schedule.Meeting.Request"), SUBJECT, BODY] },
      { subject: "Offer" },
    ],
  ])("%s", async (_, item, expected) => {
    expect(await readOne(msgOf(item), "a.msg")).toMatchObject(expected);
  });

  it.each([
    ["IPM.Contact", "a contact"],
    ["IPM.Appointment", "an appointment"],
    ["IPM.Task", "a task"],
    ["IPM.StickyNote", "a note"],
    ["IPM.DistList", "a contact group"],
    ["IPM.Contact.Custom", "a contact"],
  ])("refuses %s by name", async (messageClass, words) => {
    const problems = problemsOf(await readAll(msgOf({ props: [text(0x001a, messageClass), SUBJECT] }), "a.msg"));
    expect(problems).toMatchObject([{ code: "not-mail", message: expect.stringContaining(`is ${words} of Outlook`) }]);
  });

  it("reads a mail of the internet that is named .msg", async () => {
    expect(await readOne("From: a@x.com\nSubject: S\n\nBody\n", "a.msg")).toMatchObject({ subject: "S", text: "Body" });
  });

  it("ends on every damage: cut off, circles in its chains, bytes turned", async () => {
    const whole = msgOf({ props: [MAIL, SUBJECT, BODY, ...SENDER], recipients: [person(1, "Bob", "bob@y.com")] });
    const broken = Array.from({ length: 120 }, (_, at) => {
      const copy = Buffer.from(at % 3 === 0 ? whole.subarray(0, 512 + at * 40) : whole);
      // Multipliers that share no factor with the length reach every part of the file, its tables above all.
      for (let turn = 0; turn < 8; turn += 1)
        copy[8 + ((at * 7_919 + turn * 104_729) % (copy.length - 8))] = (at * 31 + turn) & 0xff;
      return copy;
    });
    const fat = whole.readUInt32LE(76);
    for (let sector = 0; sector < 40; sector += 1) {
      const circle = Buffer.from(whole);
      circle.writeUInt32LE(sector, (fat + 1) * 512 + sector * 4);
      broken.push(circle);
    }
    for (const file of broken) {
      const entries = await readAll(file, "a.msg");
      expect(entries).toHaveLength(1);
      if (entries[0]?.kind === "problem") expect(entries[0].problem.message).toMatch(/^“a\.msg” .+\.$/);
    }
  }, 30_000);
});

describe("rich text", () => {
  it.each([
    ["{\\rtf1 plain}", "plain"],
    ["{\\rtf1\\ansi a\\tab b\\line c}", "a\tb\nc"],
    ["{\\rtf1 {\\*\\unknown hidden}shown}", "shown"],
    ["{\\rtf1 \\{braces\\} and \\\\}", "{braces} and \\"],
    ["{\\rtf1\\uc2\\u8364\\'80\\'81 5}", "€ 5"],
    ["{\\rtf1\\ansicpg932 \\'93\\'fa\\'96\\'7b}", "日本"],
    ["{\\rtf1 {\\pict 89504e47}after}", "after"],
    ["{\\rtf1 cut off", "cut off"],
    ["}}}{{{", ""],
    ["", ""],
  ])("%s", (rtf, expected) => {
    expect(rtfToText(rtf)).toBe(expected);
  });
});

const enron = "node_modules/pst-extractor/example/testdata/enron.pst";

describe.skipIf(!existsSync(enron))("an Outlook archive", () => {
  const archive = () => readFileSync(enron);

  it("gives every message with its folder, in the same order each time", async () => {
    const entries = await readAll(archive(), "enron.pst");
    const emails = emailsOf(entries);
    expect(emails).toHaveLength(71);
    expect(entries.map(({ position }) => position)).toEqual(entries.map((_, at) => at));
    const folders = new Map<string, number>();
    for (const { folder } of emails) folders.set(folder, (folders.get(folder) ?? 0) + 1);
    expect(Object.fromEntries(folders)).toEqual({
      "lokay-m/MLOKAY (Non-Privileged)": 1,
      "lokay-m/MLOKAY (Non-Privileged)/TW-Commercial Group": 14,
      "lokay-m/MLOKAY (Non-Privileged)/Systems": 7,
      "lokay-m/MLOKAY (Non-Privileged)/Sent Items": 2,
      "lokay-m/MLOKAY (Non-Privileged)/Personal": 47,
    });
    expect(emails.every(({ date }) => date !== null)).toBe(true);
  });

  it("ends on damage, and keeps what can be read", async () => {
    for (const seed of [1, 2, 3]) {
      const copy = archive();
      for (let turn = 0; turn < 400; turn += 1)
        copy[600 + ((seed * 15_485_863 + turn * 32_452_843) % (copy.length - 600))] = turn & 0xff;
      const entries = await readAll(copy, "a.pst");
      expect(entries.length).toBeGreaterThan(0);
    }
    expect(problemsOf(await readAll(archive().subarray(0, 900_000), "a.pst")).length).toBeGreaterThan(0);
  }, 60_000);
});

it.each<[string, Buffer]>([
  ["nothing but its mark", Buffer.from("!BDN")],
  ["a mark and zeros", Buffer.concat([Buffer.from("!BDN"), Buffer.alloc(20_000)])],
])("refuses an Outlook archive of %s", async (_, file) => {
  expect(problemsOf(await readAll(file, "a.pst"))).toMatchObject([{ code: "damaged" }]);
});
