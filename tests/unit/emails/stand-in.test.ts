import { describe, expect, it } from "vitest";
import { readMessage } from "#lib/emails/message";

const HEAD = "From: a@x.com\nSubject: s\nMIME-Version: 1.0\n";

function read(rest: string) {
  const email = readMessage(Buffer.from(HEAD + rest));
  if ("code" in email) throw new Error(email.code);
  return email;
}

/** One value of ASN.1, its length in as many bytes as it takes. */
function value(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

/** The same without a length: an end mark tells where it ends. */
function open(tag: number, ...contents: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([tag, 0x80]), ...contents, Buffer.from([0, 0])]);
}

const PART = Buffer.from(
  `Content-Type: text/plain; charset=utf-8\r\n\r\nThe contract is signed: ${"é, ".repeat(90)}end.\r\n`,
);
const SIGNED = Buffer.from("2a864886f70d010702", "hex");
const ENVELOPED = Buffer.from("2a864886f70d010703", "hex");
const DATA = value(6, Buffer.from("2a864886f70d010701", "hex"));
const START = [value(2, Buffer.from([1])), value(0x31, value(0x30, DATA))];

/** How Outlook writes a signed mail, and how programs write one that they sign while they send it. */
const whole = value(
  0x30,
  value(6, SIGNED),
  value(0xa0, value(0x30, ...START, value(0x30, DATA, value(0xa0, value(4, PART))), value(0x31))),
);
const pieces = [value(4, PART.subarray(0, 50)), value(4, PART.subarray(50))];
const streamed = open(
  0x30,
  value(6, SIGNED),
  open(0xa0, open(0x30, ...START, open(0x30, DATA, open(0xa0, open(0x24, ...pieces))), value(0x31))),
);
const encrypted = value(0x30, value(6, ENVELOPED), value(0xa0, value(0x30, ...START)));

const smime = (bytes: Buffer) =>
  `Content-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n${bytes.toString("base64")}\n`;

const EVENT = [
  "BEGIN:VCALENDAR",
  "METHOD:REQUEST",
  "BEGIN:VTIMEZONE",
  "TZID:Europe/Berlin",
  "END:VTIMEZONE",
  "BEGIN:VEVENT",
  "SUMMARY:Budget\\, second",
  "  reading",
  'DTSTART;TZID="Europe/Berlin":20260305T100000',
  "DTEND;TZID=Europe/Berlin:20260305T113000",
  "LOCATION:Room 4",
  "ORGANIZER;CN=Ana Ruiz:mailto:ana@x.com",
  'ATTENDEE;CN="Bellamy: Tom";PARTSTAT=ACCEPTED:MAILTO:tom@x.com',
  "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:li@x.com",
  "DESCRIPTION:Please bring\\nthe figures.",
  "BEGIN:VALARM",
  "DESCRIPTION:ring",
  "END:VALARM",
  "END:VEVENT",
  "END:VCALENDAR",
].join("\r\n");

const INVITATION = [
  "Invitation: Budget, second reading",
  "When: 2026-03-05 10:00 Europe/Berlin to 2026-03-05 11:30 Europe/Berlin",
  "Where: Room 4",
  "Organizer: Ana Ruiz <ana@x.com>",
  "Attendees: Bellamy: Tom <tom@x.com> (accepted), li@x.com",
  "",
  "Please bring",
  "the figures.",
].join("\n");

describe("a message without words", () => {
  it.each<[string, Buffer]>([
    ["in one piece", whole],
    ["in pieces", streamed],
  ])("signed mail in its envelope is opened: %s", (_, bytes) => {
    const email = read(smime(bytes));
    expect(email.text).toMatch(/^The contract is signed: é, .*end\.$/);
    expect(email.attachments).toEqual([]);
  });

  it("encrypted mail says so, and stays an email with its attachment", () => {
    const sealed = read(smime(encrypted));
    expect(sealed).toMatchObject({
      subject: "s",
      text: expect.stringMatching(/^\[This email is encrypted with S\/MIME\./),
    });
    expect(sealed.attachments).toMatchObject([{ name: "smime.p7m" }]);
    const pgp = read(
      "Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream; name=encrypted.asc\n\n-----BEGIN PGP MESSAGE-----\n--b--\n",
    );
    expect(pgp.text).toMatch(
      /^\[This email is encrypted with PGP\. Only the mail program of its recipient can open it/,
    );
    expect(pgp.attachments.map((file) => file.name)).toContain("encrypted.asc");
  });

  it("an envelope that was cut off at any place is still an email", () => {
    for (let length = 0; length < streamed.length; length += 7) {
      expect(read(smime(streamed.subarray(0, length))).subject).toBe("s");
      expect(read(smime(whole.subarray(0, length))).subject).toBe("s");
    }
  });

  it("an invitation is read out", () => {
    expect(read(`Content-Type: text/calendar; method=REQUEST\n\n${EVENT}`).text).toBe(INVITATION);
    const empty = `Content-Type: multipart/alternative; boundary=b\n\n--b\n\n\n--b\nContent-Type: text/calendar\n\n${EVENT}\n--b--\n`;
    expect(read(empty).text).toBe(INVITATION);
    expect(read(empty.replace("--b\n\n\n", "--b\n\nSee you there.\n")).text).toBe("See you there.");
  });

  it.each<[string, string, string]>([
    ["a whole day", "DTSTART;VALUE=DATE:20261224", "When: 2026-12-24"],
    ["UTC", "DTSTART:20261224T080000Z", "When: 2026-12-24 08:00 UTC"],
    ["an answer", "COMMENT:I am ill.", "I am ill."],
    ["another sign in a name", "SUMMARY:a\\;b\\\\c", "Calendar entry: a;b\\c"],
  ])("%s", (_, line, expected) => {
    const text = `BEGIN:VCALENDAR\nBEGIN:VEVENT\n${line}\nEND:VEVENT\nEND:VCALENDAR`;
    expect(read(`Content-Type: text/calendar\n\n${text}`).text).toBe(expected);
  });

  it("a delivery report without an introduction shows what the server says", () => {
    const status = "Final-Recipient: rfc822; b@x.com\nAction: failed\nDiagnostic-Code: smtp; 550 no such user";
    const report = `Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n${status}\n\n--b\nContent-Type: text/rfc822-headers\n\nSubject: lost\n--b--\n`;
    expect(read(report).text).toBe(status);
  });

  it("a mail that only carries another one reads as that one", () => {
    const carrier =
      "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n\n--b\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\nFrom: b@x.com\nSubject: Offer\n\nForty euros.\n--b--\n";
    expect(read(carrier).text).toBe("From: b@x.com\nSubject: Offer\n\nForty euros.");
    expect(read(carrier).attachments).toMatchObject([{ name: "Offer", type: "message/rfc822" }]);
  });

  it.each<[string, string, string]>([
    ["text/enriched", "<bold>Now</bold> <param>red</param>5 << 6", "Now 5 < 6"],
    ["text/markdown", "# Plan", "# Plan"],
    ["application/ms-tnef", "x", expect.stringContaining("winmail.dat")],
    ["image/png", "x", ""],
  ])("%s alone", (type, body, expected) => {
    expect(read(`Content-Type: ${type}\n\n${body}`).text).toEqual(expected);
  });
});
