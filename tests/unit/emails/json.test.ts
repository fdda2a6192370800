import { describe, expect, it } from "vitest";
import { emailsOf, problemsOf, readAll, readOne, utf16 } from "#tests/unit/emails/reading";

const mail = { from: "Jane Doe <Jane@X.com>", to: "ceo@x.com", subject: "Offer", body: "Hello\nthere" };

describe("one object in many shapes", () => {
  const shapes: [string, unknown][] = [
    ["the original recipe", [mail]],
    ["upper-case keys", [{ FROM: mail.from, To: mail.to, SUBJECT: mail.subject, Body: mail.body }]],
    ["sender, recipient, text", [{ sender: mail.from, recipient: mail.to, title: mail.subject, text: mail.body }]],
    ["recipients as a list", [{ ...mail, to: undefined, recipients: ["ceo@x.com"] }]],
    [
      "addresses as objects",
      [{ ...mail, from: { name: "Jane Doe", address: "Jane@X.com" }, to: [{ email: "ceo@x.com" }] }],
    ],
    ["wrapped in emails", { emails: [mail] }],
    ["wrapped in messages", { count: 1, messages: [mail], next: null }],
    ["wrapped in any key", { whatever: [mail] }],
    ["wrapped twice", { data: { items: [mail] } }],
    ["pages", { from: 0, to: 50, hits: [mail] }],
    ["a single object", mail],
    ["a single object inside data", { data: mail }],
    ["several body keys", [{ ...mail, body: undefined, snippet: "Hel", body_text: mail.body }]],
    ["an object as body", [{ ...mail, body: { contentType: "text", content: mail.body } }]],
    [
      "Microsoft Graph",
      {
        "@odata.context": "https://graph.example/$metadata",
        value: [
          {
            subject: "Offer",
            from: { emailAddress: { name: "Jane Doe", address: "Jane@X.com" } },
            toRecipients: [{ emailAddress: { name: "", address: "ceo@x.com" } }],
            body: { contentType: "html", content: "<p>Hello<br>there</p>" },
          },
        ],
      },
    ],
  ];
  it.each(shapes)("%s", async (_, value) => {
    for (const text of [JSON.stringify(value), JSON.stringify(value, null, 2)]) {
      const email = await readOne(text, "a.json");
      expect(email).toMatchObject({ fromText: mail.from, subject: "Offer", text: "Hello\nthere" });
      expect(email.from).toEqual([{ name: "Jane Doe", address: "jane@x.com" }]);
      expect(email.to).toEqual([{ name: "", address: "ceo@x.com" }]);
    }
  });

  const dates: [string, unknown][] = [
    ["date", "2024-03-05T10:00:00Z"],
    ["sent", "Tue, 5 Mar 2024 11:00:00 +0100"],
    ["received", "2024-03-05 10:00"],
    ["created_at", 1_709_632_800],
    ["timestamp", 1_709_632_800_000],
    ["Timestamp", "1709632800"],
    ["receivedDateTime", "2024-03-05T11:00:00.000+01:00"],
  ];
  it.each(dates)("a date under %s", async (key, value) => {
    expect((await readOne(JSON.stringify([{ ...mail, [key]: value }]), "a.json")).date).toBe(Date.UTC(2024, 2, 5, 10));
  });

  it("keeps what has no meaning and the ids", async () => {
    const email = await readOne(
      JSON.stringify([{ ...mail, message_id: "<1@x>", priority: 3, tags: ["a"], cc: "Bo <bo@x.com>" }]),
      "a.json",
    );
    expect(email).toMatchObject({
      messageId: "1@x",
      extra: { priority: "3", tags: '["a"]' },
      cc: [{ name: "Bo", address: "bo@x.com" }],
    });
  });
});

describe("encodings", () => {
  const text = JSON.stringify([{ ...mail, subject: "Größe 件名" }]);
  it.each([
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${text}`)],
    ["UTF-16 LE", utf16(text, "le")],
    ["UTF-16 BE", utf16(text, "be")],
    ["UTF-16 LE without a mark", Buffer.from(text, "utf16le")],
  ])("%s", async (_, bytes) => {
    expect((await readOne(bytes, "a.json")).subject).toBe("Größe 件名");
  });

  it("reads windows-1252", async () => {
    const bytes = Buffer.from(JSON.stringify([{ ...mail, subject: "Größe für Jürgen, schöne Grüße" }]), "latin1");
    expect((await readOne(bytes, "a.json")).subject).toBe("Größe für Jürgen, schöne Grüße");
  });
});

describe("faults", () => {
  it("reads all before the cut and says where it stops", async () => {
    const whole = JSON.stringify([mail, mail, mail]);
    const entries = await readAll(whole.slice(0, -30), "a.json");
    expect(emailsOf(entries)).toHaveLength(2);
    expect(problemsOf(entries)).toMatchObject([{ place: "the file", code: "truncated" }]);
    expect(problemsOf(entries)[0]?.message).toContain("“a.json” stops in the middle: it ends inside message 3");
    const open = await readAll(whole.slice(0, -1), "a.json");
    expect(emailsOf(open)).toHaveLength(3);
    expect(problemsOf(open)[0]?.message).toContain("ends after message 3");
  });

  it("goes on after elements that are no emails", async () => {
    const entries = await readAll(
      `[${JSON.stringify(mail)}, 7, "x", null, [1], {"a":1}, {bad}, ${JSON.stringify(mail)}]`,
      "a.json",
    );
    expect(
      entries.map((entry) => (entry.kind === "email" ? "email" : `${entry.problem.place} ${entry.problem.code}`)),
    ).toEqual([
      "email",
      "message 2 not-object",
      "message 3 not-object",
      "message 4 not-object",
      "message 5 not-object",
      "message 6 no-content",
      "message 7 not-json",
      "email",
    ]);
    expect(entries.map((entry) => entry.position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(problemsOf(entries)[5]?.raw).toBe("{bad}");
  });

  it("finds the messages behind a missing quotation mark", async () => {
    const bad = '{"from":"a@x.com","subject":"Broken,"body":"x"';
    const text = `[${JSON.stringify(mail)},${bad}},${JSON.stringify(mail)}, ${JSON.stringify(mail)}]`;
    const entries = await readAll(text, "a.json");
    expect(emailsOf(entries)).toHaveLength(3);
    expect(problemsOf(entries)).toMatchObject([
      { place: "message 2", code: "not-json", raw: expect.stringContaining("Broken") },
    ]);
    expect(entries.map((entry) => entry.position)).toEqual([0, 1, 2, 3]);
  });

  it("mends line breaks in strings and commas at the end", async () => {
    const entries = await readAll('[{"from":"a@x.com","subject":"S","body":"one\ntwo",},]', "a.json");
    expect(emailsOf(entries)[0]?.text).toBe("one\ntwo");
    expect(problemsOf(entries)).toEqual([]);
  });

  it("reads objects that follow each other, also pretty-printed", async () => {
    const text = `${JSON.stringify(mail, null, 2)}\n${JSON.stringify(mail, null, 2)}`;
    expect(emailsOf(await readAll(text, "a.json"))).toHaveLength(2);
  });

  it("says so when it is no JSON after all", async () => {
    expect(problemsOf(await readAll("hello there, this is text", "a.json"))).toMatchObject([
      { code: "not-json", place: "the file" },
    ]);
    const trailing = await readAll(`[${JSON.stringify(mail)}] oops`, "a.json");
    expect(emailsOf(trailing)).toHaveLength(1);
    expect(problemsOf(trailing)).toMatchObject([{ code: "not-json", raw: "oops" }]);
  });

  it("keeps escapes, quotes and backslashes at the end of strings", async () => {
    const tricky = { ...mail, subject: 'He said "no" \\', body: '}],[{"\\\\"' };
    expect(await readOne(JSON.stringify([tricky]), "a.json")).toMatchObject({
      subject: tricky.subject,
      text: tricky.body,
    });
  });

  it("cannot be poisoned through __proto__", async () => {
    const email = await readOne('[{"subject":"S","body":"B","__proto__":{"polluted":1}}]', "a.json");
    expect(Object.getPrototypeOf(email.extra)).toBe(Object.prototype);
    expect(email.extra).toEqual({});
  });

  it("an empty array holds nothing and is no problem by itself", async () => {
    expect(await readAll("[]", "a.json")).toEqual([]);
  });
});

describe("JSON lines", () => {
  const line = JSON.stringify(mail);
  it.each([
    ["LF", `${line}\n${line}\n`],
    ["CRLF, blank lines, a mark", `\uFEFF${line}\r\n\r\n${line}\r\n`],
    ["no line end at the end", `${line}\n${line}`],
    ["index lines", `{"index":{"_id":1}}\n${line}\n{"index":{"_id":2}}\n${line}\n`],
    ["commas at the ends", `${line},\n${line}\n`],
  ])("%s", async (_, text) => {
    for (const name of ["a.jsonl", "a.json", "a.ndjson", "a"]) {
      const entries = await readAll(text, name);
      expect(emailsOf(entries).map((email) => email.subject)).toEqual(["Offer", "Offer"]);
      expect(problemsOf(entries)).toEqual([]);
    }
  });

  it("reads UTF-16", async () => {
    expect(emailsOf(await readAll(utf16(`${line}\n${line}`, "le"), "a.jsonl"))).toHaveLength(2);
  });

  it("gives a bad line its number", async () => {
    const entries = await readAll(`${line}\n\n{"from": "a\n[1,2]\n${line}`, "a.jsonl");
    expect(problemsOf(entries)).toMatchObject([
      { place: "line 3", code: "not-json", raw: '{"from": "a' },
      { place: "line 4", code: "not-object" },
    ]);
    expect(emailsOf(entries)).toHaveLength(2);
  });
});
