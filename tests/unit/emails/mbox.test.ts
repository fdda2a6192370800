import { describe, expect, it } from "vitest";
import { emailsOf, problemsOf, readAll } from "#tests/unit/emails/reading";

const mail = (subject: string, body = "Hello\n", extra = "") =>
  `From: jane@x.com\nSubject: ${subject}\n${extra}\n${body}`;
const subjects = async (text: string, name = "a.mbox") =>
  emailsOf(await readAll(text, name)).map((email) => email.subject);
const dated = "From jane@x.com Mon Jan  1 10:00:00 2024\n";

describe("From_ lines", () => {
  it.each([
    ["dated", dated],
    ["with a zone", "From jane@x.com Mon Jan  1 10:00:00 2024 +0100\n"],
    ["Gmail", "From 1844347792267117879@xxx Tue Oct 07 12:00:00 +0000 2025\n"],
    ["Gmail without a date", "From 1844347792267117879@xxx\n"],
    ["Thunderbird", "From - Mon Jan 01 10:00:00 2024\n"],
    ["Thunderbird, bare", "From - \n"],
    ["no address", "From MAILER-DAEMON Fri Jul  8 12:08:34 2011\n"],
    ["with blanks in the name", "From Jane Doe Mon Jan  1 10:00:00 2024\n"],
  ])("%s", async (_, line) => {
    expect(await subjects(`${line}${mail("One")}\n${line}${mail("Two")}`)).toEqual(["One", "Two"]);
    const crlf = `${line}${mail("One")}\n${line}${mail("Two")}`.replaceAll("\n", "\r\n");
    expect(await subjects(crlf, "Inbox")).toEqual(["One", "Two"]);
  });

  it.each([
    ["no blank line before", `Hi\n${dated}more\n`],
    ["not a From_ line", "Hi\n\nFrom now on we meet at 10.\n"],
    ["a sentence with a year", "Hi\n\nFrom what I know, 2024 was better.\n"],
  ])("in a body: %s", async (_, body) => {
    const emails = emailsOf(await readAll(`${dated}${mail("One", body)}\n${dated}${mail("Two")}`, "a.mbox"));
    expect(emails.map((email) => email.subject)).toEqual(["One", "Two"]);
    expect(emails[0]?.text).toBe(body.trimEnd());
  });

  it("are unescaped in bodies", async () => {
    const [email] = emailsOf(
      await readAll(`${dated}${mail("One", "a\n>From b\n>>From c\n > From d\n>Fromage\n")}`, "a.mbox"),
    );
    expect(email?.text).toBe("a\nFrom b\n>From c\n > From d\n>Fromage");
  });
});

describe("Content-Length", () => {
  const body = `Hi\n\n${dated}quoted as it is\n`;
  it("is believed when a message follows right there", async () => {
    const text = `${dated}${mail("One", body, `Content-Length: ${body.length}\n`)}\n${dated}${mail("Two")}`;
    const emails = emailsOf(await readAll(text, "a.mbox"));
    expect(emails.map((email) => email.subject)).toEqual(["One", "Two"]);
    expect(emails[0]?.text).toBe(body.trimEnd());
  });

  it.each([0, 3, 5_000, 999_999_999])("is not when it is wrong: %i", async (length) => {
    const text = `${dated}${mail("One", "Hi there\n", `Content-Length: ${length}\n`)}\n${dated}${mail("Two")}`;
    expect(await subjects(text)).toEqual(["One", "Two"]);
  });
});

describe("odd files", () => {
  it("one bad message is one problem", async () => {
    const entries = await readAll(
      `${dated}${mail("One")}\n${dated}no headers at all\n\n${dated}${mail("Three")}`,
      "a.mbox",
    );
    expect(emailsOf(entries).map((email) => email.subject)).toEqual(["One", "Three"]);
    expect(problemsOf(entries)).toMatchObject([{ place: "message 2", code: "not-mail" }]);
    expect(entries.map((entry) => entry.position)).toEqual([0, 1, 2]);
  });

  it("messages without a body, and a cut one at the end", async () => {
    expect(await subjects(`${dated}Subject: One\n\n${dated}Subject: Two\n\n\n${dated}Subject: Three\nTo: a@`)).toEqual([
      "One",
      "Two",
      "Three",
    ]);
  });

  it("an .eml with a From_ line stays one email", async () => {
    expect(await subjects(`${dated}${mail("One", `Hi\n\n${dated}quoted\n`)}`, "a.eml")).toEqual(["One"]);
    expect(await subjects(`${dated}${mail("One")}\n${dated}${mail("Two")}`, "a.eml")).toEqual(["One", "Two"]);
  });

  it("counts the bytes of every message", async () => {
    const text = `${dated}${mail("One")}\n${dated}${mail("Two")}`;
    const sizes = (await readAll(text, "a.mbox")).map((entry) => (entry.kind === "email" ? entry.bytes : 0));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(text.length);
  });
});
