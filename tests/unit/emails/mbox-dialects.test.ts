import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMessage } from "#lib/emails/message";
import { emailsOf, problemsOf, readAll } from "#tests/unit/emails/reading";

const DATED = "From jane@x.com Mon Jan  1 10:00:00 2024";

/** Lines of a body that look like the borders of messages, or like what programs write around them. */
const line = fc.oneof(
  fc.constantFrom(
    "",
    DATED,
    "From - ",
    "From here on it is easy",
    "From: ana@x.com",
    "Content-Length: 3",
    "Subject: no",
    "--b",
    "x",
  ),
  fc.string({ unit: "binary", maxLength: 20 }).map((text) => text.replace(/[\r\n\0]/g, " ")),
);
/** The same, and lines that some program has escaped before. */
const escaped = fc.oneof(line, fc.constantFrom(">From x", ">>From - ", `>${DATED}`));

const header = fc.constantFrom(
  "To: b@x.com, Ana <c@x.com>",
  "Date: Mon, 1 Jan 2024 10:00:00 +0100",
  "X-Long: one\n two\n three",
  "Message-ID: <1@x.com>",
);
const TYPES = [
  "Content-Type: text/plain; charset=utf-8",
  "Content-Type: text/html; charset=utf-8",
  "Content-Type: multipart/mixed; boundary=b",
  "X-None: 1",
];

/** A message as bytes; its body ends with a line end, as every message in an mbox does. */
const messageOf = (bodyLine: fc.Arbitrary<string>) =>
  fc
    .record({
      subject: fc.integer({ min: 0, max: 999 }),
      headers: fc.array(header, { maxLength: 3 }),
      type: fc.constantFrom(...TYPES),
      body: fc.array(bodyLine, { maxLength: 12 }),
    })
    .map(({ subject, headers, type, body }) =>
      Buffer.from(`From: a@x.com\nSubject: S ${subject}\n${[...headers, type].join("\n")}\n\n${body.join("\n")}\n`),
    );

/** How a dialect escapes lines of a body, and whether it counts the body's bytes. */
type Dialect = { escapes: RegExp | null; counts: boolean };

/**
 * The four dialects. mboxo does not escape ">From ", and mboxcl and mboxcl2 cannot be told apart by their headers: lines
 * that were escaped before come back as they were only from mboxrd.
 */
const dialects: [string, fc.Arbitrary<string>, Dialect][] = [
  ["mboxo", line, { escapes: /^From /gm, counts: false }],
  ["mboxrd", escaped, { escapes: /^>*From /gm, counts: false }],
  ["mboxcl", line, { escapes: /^From /gm, counts: true }],
  ["mboxcl2", line, { escapes: null, counts: true }],
];

/** A message as its dialect writes it. One character is one byte. */
function written(message: string, { escapes, counts }: Dialect, end: string): string {
  const middle = message.indexOf(end + end);
  const plain = message.slice(middle + 2 * end.length);
  const body = escapes ? plain.replace(escapes, ">$&") : plain;
  const length = counts ? `${end}Content-Length: ${body.length}` : "";
  return message.slice(0, middle) + length + end + end + body;
}

describe("an mbox that was written is read the same", () => {
  it.each(dialects)("%s", async (_, bodyLine, dialect) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(messageOf(bodyLine), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(DATED, "From - Mon Jan 01 10:00:00 2024", "From 1844347792267117879@xxx"),
        fc.constantFrom("\n", "\r\n"),
        fc.integer({ min: 1, max: 4_000 }),
        async (made, from, end, size) => {
          const messages = made.map((message) => message.toString("latin1").replaceAll("\n", end));
          const file = messages.map((message) => from + end + written(message, dialect, end) + end).join("");
          const entries = await readAll(Buffer.from(file, "latin1"), "a.mbox", size);
          expect(problemsOf(entries)).toEqual([]);
          expect(emailsOf(entries)).toEqual(messages.map((message) => readMessage(Buffer.from(message, "latin1"))));
        },
      ),
      { numRuns: 150 },
    );
  });
});
