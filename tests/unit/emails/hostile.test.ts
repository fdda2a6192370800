import { describe, expect, it } from "vitest";
import { parseAddresses } from "#lib/emails/addresses";
import { parseDate } from "#lib/emails/dates";
import { htmlToText, readHtml } from "#lib/emails/html";
import { TEXT_LIMIT } from "#lib/emails/limits";
import { readMessage } from "#lib/emails/message";
import { readAll } from "#tests/unit/emails/reading";

/**
 * Input that was built to hurt: each would take minutes or gigabytes in a reader with one step that takes the square of its
 * length. Nothing is timed here: a quadratic step runs into the test's own time limit.
 */
const HEAD = "From: a@x.com\nSubject: s\n";
const MEGABYTE = 1_000_000;

function text(bytes: string): string {
  const email = readMessage(Buffer.from(bytes, "latin1"));
  return "code" in email ? email.code : email.text;
}

describe("headers", { timeout: 30_000 }, () => {
  it.each(["(", '"a', "<a", "a:", "a,", ";", "\\", "[mailto:", "a, b ", "=?", "=?utf-8?q?", "@a,", "\u001b$B"])(
    "a From of nothing but %j",
    (sign) => {
      const email = readMessage(Buffer.from(`From: ${sign.repeat(900_000 / sign.length)}\nSubject: s\n\nhi`));
      expect(email).toMatchObject({ subject: "s", text: "hi" });
    },
  );

  it.each([";a=b", "; ", "(", ';a="', ";a*0*=b", ';a="\\', "=", " "])("a Content-Type of nothing but %j", (sign) => {
    expect(text(`${HEAD}Content-Type: text/plain${sign.repeat(900_000 / sign.length)}\n\nhi`)).toBe("hi");
  });

  it.each(["=?utf-8?B?QUFB?= ", "=?x?q?", "=?utf-8?Q?a?=\n "])("a Subject of nothing but %j", (word) => {
    expect(text(`From: a@x.com\nSubject: ${word.repeat(900_000 / word.length)}\n\nhi`)).toBe("hi");
  });

  it("a list of 60,000 people is read", () => {
    expect(parseAddresses("u@example.com, ".repeat(60_000))).toHaveLength(60_000);
  });

  it("a million people are too much", () => {
    expect(text(`${HEAD}To: ${"u@example.com, ".repeat(MEGABYTE)}\n\nhi`)).toBe("long-headers");
    expect(text(`${HEAD}X-A: ${"y".repeat(30 * MEGABYTE)}\n\nhi`)).toBe("long-headers");
  });

  it("dates of any length", () => {
    for (const sign of ["Mon, ", "1 ", "(", "2024-", "+", ":"]) expect(parseDate(sign.repeat(MEGABYTE))).toBeNull();
  });
});

describe("bodies", { timeout: 30_000 }, () => {
  it.each([
    ["one line of 20 MB", "", "word ".repeat(4 * MEGABYTE)],
    ["base64 of 20 MB", "Content-Transfer-Encoding: base64\n", "QUFB".repeat(5 * MEGABYTE)],
    ["quoted-printable of 20 MB", "Content-Transfer-Encoding: quoted-printable\n", "=41".repeat(7 * MEGABYTE)],
    ["UTF-7", "Content-Type: text/plain; charset=utf-7\n", "+AAA".repeat(5 * MEGABYTE)],
    ["flowed lines", "Content-Type: text/plain; format=flowed\n", "a \n".repeat(5 * MEGABYTE)],
    ["bytes of no charset", "", "\x80\x81\xff\xfe".repeat(3 * MEGABYTE)],
  ])("%s: the start is read, and the text says that it was cut", (_, headers, body) => {
    const read = text(`${HEAD}${headers}\n${body}`);
    expect(read).toMatch(/\[This email is cut here: it is \d+ MB long\.\]$/);
    expect(read.length).toBeLessThan(2 * TEXT_LIMIT);
  });

  it.each(['ATTENDEE;CN="a:":mailto:x\n', "DESCRIPTION:\\n\n ", 'X;a="', "\n ", "BEGIN:VEVENT\n"])(
    "an invitation of nothing but %j",
    (piece) => {
      const body = `BEGIN:VEVENT\nSUMMARY:Lunch\n${piece.repeat(8 * (MEGABYTE / piece.length))}`;
      expect(text(`${HEAD}Content-Type: text/calendar\n\n${body}`)).toMatch(/^Calendar entry: Lunch/);
    },
  );

  it("comments without an end", () => {
    expect(text(`${HEAD}Content-Type: text/html\n\n<p>Seen</p>${"<!-- x ".repeat(MEGABYTE / 2)}`)).toMatch(/^Seen/);
  });

  it("boundaries that are none", () => {
    const body = "\n--b x".repeat(2 * MEGABYTE);
    expect(text(`${HEAD}Content-Type: multipart/mixed; boundary=b\n\n${body}`)).toContain("--b x");
  });

  it("large parts nested deep are searched only so often", () => {
    const open = Array.from(
      { length: 150 },
      (_, at) => `--b${at}\nContent-Type: multipart/mixed; boundary=b${at + 1}\n\n`,
    );
    const bytes = `${HEAD}Content-Type: multipart/mixed; boundary=b0\n\n${open.join("")}${"word ".repeat(2 * MEGABYTE)}`;
    expect(text(bytes)).toBe("too-deep");
  });
});

describe("markup", { timeout: 30_000 }, () => {
  const repeated = (part: string, size = 4 * MEGABYTE) => part.repeat(size / part.length);
  it.each([
    "<div>",
    "<div>a",
    "<p>a</p>",
    "<br>",
    "<i hidden>a</i>",
    "<td>x</td>",
    "<!--",
    "<",
    "&",
    "&amp",
    "a\n",
    "\u200b",
    "<style>",
    "<script>a",
    "<blockquote>",
    "<ul><li>x",
    "<a href=x>",
  ])("a page of nothing but %j", (part) => {
    expect(typeof htmlToText(repeated(part))).toBe("string");
  });

  it("style sheets without an end", () => {
    for (const part of ["a{", "/*", ".a{color:red}", "@media{", "}", ";"]) {
      expect(htmlToText(`<style>${repeated(part)}</style><p class=a>Seen</p>`)).toBe("Seen");
    }
  });

  it("a blank of 4 MB", () => {
    expect(htmlToText(`<p>a${" ".repeat(4 * MEGABYTE - 20)}b</p>`)).toBe("a b");
  });

  it("more tags than can be walked: the words stay, and that nothing was checked is said", () => {
    const page = readHtml(
      `<style>p{}</style>${"<p>a</p>".repeat(60_000)}<p>Sum &lt; 5&#33;<!-- no --><script>no</script></p>`,
    );
    expect(page.text.endsWith("Sum < 5!")).toBe(true);
    expect(page.hidden).not.toBe("");
  });
});

describe("mailboxes", { timeout: 30_000 }, () => {
  const start = "From a@x.com Mon Jan  1 00:00:00 2024\nSubject: s\n";
  it.each([
    ["false From_ lines", `${start}\n${"\nFrom x".repeat(MEGABYTE)}`],
    ["escaped From_ lines", `${start}\n${">From a\n".repeat(MEGABYTE)}`],
    ["marks without end", `${start}\n${">".repeat(5 * MEGABYTE)}From x\n`],
    ["a length that lies", `${start}Content-Length: 99999999\n\n${"a\n".repeat(MEGABYTE)}`],
  ])("%s are one email", async (_, bytes) => {
    const entries = await readAll(bytes, "a.mbox");
    expect(entries).toMatchObject([{ kind: "email", email: { subject: "s" } }]);
  });
});
