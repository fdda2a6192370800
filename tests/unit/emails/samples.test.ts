import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { newestText } from "#lib/emails/newest";
import { emailsOf, problemsOf, readAll, readOne } from "#tests/unit/emails/reading";

/** Real mails that lie beside the repository on some machines; each fact below was checked with another reader. */
const samples = join(import.meta.dirname, "../../../../shared/samples");
const load = (path: string) => readFileSync(join(samples, path));

type Fact = [place: string, subject: string, sender: string | null, date: string | null, start: string];

describe.skipIf(!existsSync(samples))("real mails", () => {
  it.each<[string, string, string, string | null, string, string[]]>([
    [
      "eml-enmime/attachment.eml",
      "James Hillyerd <james@makita.skynet>",
      "Attachment",
      "2012-10-19T05:48:39.000Z",
      "A text section",
      ["test.html"],
    ],
    ["eml-enmime/attachment-octet.eml", "me@here.com", "In One Ear", null, "A text section", [""]],
    ["eml-enmime/attachment-only.eml", "alice@test.com", "Test", "2016-01-21T09:52:31.000Z", "", ["favicon.jpg"]],
    [
      "eml-enmime/attachment-only-inline-quoted-printable.eml",
      "Chris Garrett <cgarrett@stuff.com>",
      "Text body only with disposition inline",
      "2017-02-08T08:23:13.000Z",
      "Just some html content",
      [],
    ],
    [
      "eml-enmime/ctype-bug.eml",
      "Papertrail <support@papertrailapp.com>",
      "Welcome to Papertrail",
      "2015-07-10T20:12:33.000Z",
      "What's next? Head over to the Quick Start:",
      [],
    ],
    [
      "eml-enmime/header-only.eml",
      "James Hillyerd <james@makita.skynet>",
      "Attachment",
      "2012-10-19T05:48:39.000Z",
      "",
      [],
    ],
    [
      "eml-enmime/html-mime-bad-unknown-charset-inline.eml",
      "James Hillyerd <james@makita.skynet>",
      "MIME test 1",
      "2012-10-13T22:33:07.000Z",
      "Test of text section",
      ["favicon.png"],
    ],
    [
      "eml-enmime/html-only-inline.eml",
      "James Hillyerd <james@makita.skynet>",
      "MIME test 1",
      "2012-10-13T22:33:07.000Z",
      "Test of HTML section",
      ["favicon.png"],
    ],
    ["eml-enmime/inlinemultipart.eml", "bob@extern", "Test", null, "Simple text.", ["test.pdf", "test.txt"]],
    [
      "eml-enmime/mime-bad-8bit-filename.eml",
      '"Pavel Bazika" <pavel.bazika@some.domain>',
      "Malformed test",
      "2021-02-22T05:29:24.000Z",
      "Text part",
      ["管理.doc"],
    ],
    [
      "eml-enmime/mime-bad-content-transfer-encoding.eml",
      "example <example@demo.com>",
      "alert",
      "2019-01-20T20:33:39.000Z",
      "ploozdect  nispplul swunkglap",
      [],
    ],
    [
      "eml-enmime/mime-blank-media-name.eml",
      '"easyHotel Booking" <bookings@easyHotel.com>',
      "Confirmation of Booking with easyHotel",
      "2015-06-12T22:24:01.000Z",
      "Thank you for booking with easyHotel.",
      ["Invoice_302232133150612.pdf"],
    ],
    [
      "eml-enmime-broken/bad-header-start.eml",
      "James Hillyerd <james@makita.skynet>",
      "plain text",
      "2012-10-19T05:48:39.000Z",
      "A text section",
      [],
    ],
    [
      "eml-enmime-broken/bad-final-boundary.eml",
      "James Hillyerd <james@makita.skynet>",
      "Attachment",
      "2012-10-19T05:48:39.000Z",
      "A text section",
      ["foo_9E5D72.zip"],
    ],
    [
      "eml-enmime-broken/incorrect-charset.eml",
      "James Hillyerd <james@makita.skynet>",
      "plain text",
      "2012-10-19T05:48:39.000Z",
      "Using Unicode/UTF-8, you can write in emails",
      [],
    ],
    [
      "eml-enmime-broken/unk-charset-html-only.eml",
      "James Hillyerd <james@makita.skynet>",
      "Attachment",
      "2012-10-19T05:48:39.000Z",
      "Hello World!",
      [],
    ],
    [
      "eml-enmime-broken/unk-encoding-part.eml",
      "James Hillyerd <james@makita.skynet>",
      "Attachment",
      "2012-10-19T05:48:39.000Z",
      "A text section",
      ["foo_9E5D72.zip"],
    ],
    [
      "eml-talon/android.eml",
      "Sergey Obykhov <bob@example.com>",
      "Re: Test",
      "2012-04-02T14:22:10.000Z",
      "Hello\n02.04.2012 14:20 пользователь",
      [],
    ],
    ["eml-talon/outlook.eml", "me@example.com", "Test", null, "Hello\n\nFrom: xxx@xxx.mailgun.org", []],
    [
      "eml-spamassassin/spam-2_00495.88a3a957082447d2e6cad8c9cb18b3b7.eml",
      "<Sheila7316x53@hotmail.com>",
      "Learn How To Make $8,000 within 7-14 days! 3341iYjl5-964K-13",
      "2002-05-28T21:37:24.000Z",
      "Learn How To Make $8,000",
      [],
    ],
    [
      "eml-spamassassin/easy-ham-1_00216.70fc915ba97c52baa07a10c19b89f848.eml",
      '"Carlos Luna" <carlos.luna@steorn.com>',
      "[ILUG] PPPD disconnects on me!",
      "2002-08-28T09:00:45.000Z",
      "Hello folks!",
      [],
    ],
  ])("%s", async (path, from, subject, date, start, files) => {
    const email = await readOne(load(path), path);
    expect(email.fromText).toBe(from);
    expect(email.subject).toBe(subject);
    expect(email.date).toBe(date === null ? null : Date.parse(date));
    expect(email.text.trimStart().slice(0, start.length)).toBe(start);
    expect(email.attachments.map((file) => file.name)).toEqual(files);
  });

  it("reads every one of them, and the words agree with an independent reader's", async () => {
    /** Where the other reader adds text files that are only attached, or takes the claimed charset at its word. */
    const others = new Set([
      "bad-header-start.eml",
      "empty-header.eml",
      "incorrect-charset.eml",
      "missing-content-type2.eml",
      "inlinemultipart.eml",
      "malformed-multiple-address-header-values.eml",
      "mime-alternative.eml",
      "mime-bad-content-transfer-encoding.eml",
    ]);
    const squeeze = (text = "") => text.replace(/\s+/g, " ").trim();
    for (const folder of ["eml-enmime", "eml-enmime-broken", "eml-talon", "eml-spamassassin"]) {
      for (const name of readdirSync(join(samples, folder))) {
        if (!name.endsWith(".eml") || name === "erroneous.eml") continue;
        const email = await readOne(load(join(folder, name)), name);
        const other = await PostalMime.parse(load(join(folder, name)));
        expect([name, email.subject]).toEqual([name, squeeze(other.subject)]);
        if (other.text && !others.has(name)) expect([name, squeeze(email.text)]).toEqual([name, squeeze(other.text)]);
      }
    }
  });

  /** Subject, sender, date and the first words of each; Python's email package reads the same, but for its years of two digits. */
  const facts = JSON.parse(readFileSync(join(import.meta.dirname, "samples.json"), "utf8")) as Fact[];

  it("every one of them is written down", () => {
    const names = readdirSync(samples, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".eml"));
    const known = [...facts.map(([name]) => name), "eml-enmime/erroneous.eml"];
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each(facts)("%s", async (place, subject, sender, date, start) => {
    const [path = "", index = "0"] = place.split("#");
    const email = emailsOf(await readAll(load(path), path))[Number(index)];
    expect([email?.subject, email?.from[0]?.address ?? null]).toEqual([subject, sender]);
    expect(email?.date ?? null).toBe(date === null ? null : Date.parse(date));
    expect(email?.text.replace(/\s+/g, " ").trim().slice(0, start.length)).toBe(start);
  });

  it("thirty.mbox holds thirty", async () => {
    const emails = emailsOf(await readAll(load("mbox-spamassassin/thirty.mbox"), "thirty.mbox"));
    expect(emails).toHaveLength(facts.filter(([place]) => place.startsWith("mbox-")).length);
    expect(emails[0]?.fromText).toBe("Gerry Doris <gerry@dorfam.ca>");
    expect(emails[24]?.from).toEqual([{ name: "Bill Kearney", address: "wkearney99@hotmail.com" }]);
  });

  it("of a reply, only what stands above the older mail", async () => {
    const replies = readdirSync(join(samples, "eml-talon")).filter((name) => name.endsWith("_reply_text"));
    expect(replies).toHaveLength(2);
    for (const reply of replies) {
      const { text } = await readOne(load(`eml-talon/${reply.replace("_reply_text", ".eml")}`), "a.eml");
      const { quotedFrom, text: newest } = newestText(text);
      const squeeze = (words: string) => words.replace(/\s+/g, " ").trim();
      expect(squeeze(text.slice(0, quotedFrom ?? undefined))).toBe(squeeze(load(`eml-talon/${reply}`).toString()));
      expect(newest).toBe("Hello");
    }
  });

  it("emails.csv", async () => {
    const entries = await readAll(load("csv-lucasbiason/emails.csv"), "emails.csv");
    expect(problemsOf(entries)).toEqual([]);
    expect(emailsOf(entries)).toHaveLength(15);
    expect(emailsOf(entries)[3]).toMatchObject({
      text: "You have won $1000. Click here to claim.",
      extra: { label: "spam" },
    });
  });

  it("says what the rest is", async () => {
    expect(problemsOf(await readAll(load("eml-enmime/erroneous.eml"), "erroneous.eml"))).toMatchObject([
      { code: "not-mail" },
    ]);
    expect(problemsOf(await readAll(load("msg-hfig/Swetlana.msg"), "Swetlana.msg"))).toMatchObject([
      { code: "not-mail", message: expect.stringContaining("is a contact of Outlook, not an email") },
    ]);
    expect(problemsOf(await readAll(load("pst-libpst/dist-list.pst"), "dist-list.pst"))).toMatchObject([
      { message: expect.stringContaining("1 appointment, 1 contact, 1 contact group") },
    ]);
    expect(problemsOf(await readAll(load("pst-libpst/passworded.pst"), "passworded.pst"))).toMatchObject([
      { message: expect.stringContaining("1 contact, 1 contact group") },
    ]);
  });

  it("reads an Outlook message", async () => {
    expect(await readOne(load("msg-hfig/sample.msg"), "sample.msg")).toMatchObject({
      messageId: "20050430192829.0489.mlemos@acm.org",
      from: [{ name: "mlemos", address: "mlemos@acm.org" }],
      to: [{ name: "Manuel Lemos", address: "mlemos@linux.local" }],
      subject: "Testing Manuel Lemos' MIME E-mail composing and sending PHP class: HTML message",
      date: Date.UTC(2005, 3, 30, 22, 28, 29),
      text: expect.stringMatching(/^Testing Manuel Lemos'[^\n]+message\n_{32}\n\nHello Manuel,/),
      attachments: [
        { name: "attachment.txt", size: 64, type: "text/plain" },
        { name: "logo.gif", size: 1_195, type: "image/gif" },
        { name: "background.gif", size: 3_265, type: "image/gif" },
      ],
    });
  });
});
