import { describe, expect, it } from "vitest";
import { sniff } from "#lib/emails/sniff";
import { readAll, utf16 } from "#tests/unit/emails/reading";

const mail = "From: a@x.com\nTo: b@x.com\nSubject: S\n\nBody\n";
const hex = (text: string) => Buffer.concat([Buffer.from(text, "hex"), Buffer.alloc(600)]);
const ole = (name: string) =>
  Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(512), Buffer.from(name, "utf16le")]);

describe("what a file is", () => {
  it.each([
    ["[]", "a.json", "json"],
    ['[{"a":1}]', "a.txt", "json"],
    ['{"a":1}', "a", "json"],
    ['{\n "a":1}', "a.jsonl", "json"],
    ['{"a":1}\n{"a":2}', "a.json", "jsonl"],
    ['{"a":1}', "a.jsonl", "jsonl"],
    ['not json\n{"a":1}', "a.jsonl", "jsonl"],
    [mail, "a.eml", "eml"],
    [mail, "a.txt", "eml"],
    [mail, "a.mbox", "eml"],
    [`Return-Path: <a@x.com>\n${mail}`, "a", "eml"],
    [`From a@x.com Mon Jan  1 10:00:00 2024\n${mail}`, "Inbox", "mbox"],
    [`${mail}\0\x01\x02\x03\x04\x05`, "a.eml", "eml"],
    [`From a@x.com Mon Jan  1 10:00:00 2024\n${mail}\0\x01\x02\x03\x04`, "a", "mbox"],
    ["from,subject,body\na@x.com,S,B\n", "a.csv", "csv"],
    ["from;subject;body\na@x.com;S;B\n", "a.txt", "csv"],
    ["From: (Name),Subject\nJane,S\n", "a.csv", "csv"],
    ["one column\nonly\n", "a.csv", "csv"],
    [`${mail.length}\n${mail}`, "1.emlx", "emlx"],
    ["PK\x03\x04......Takeout/Mail/All.mbox", "a.zip", "zip"],
    ["\x1f\x8b\x08\0", "a.mbox.gz", "gzip"],
  ])("%j named %s is %s", (text, name, kind) => {
    expect(sniff(Buffer.from(text, "latin1"), name)).toEqual({ kind });
  });

  it("sees through UTF-16", () => {
    expect(sniff(utf16('[{"a":1}]', "be"), "a.json")).toEqual({ kind: "json" });
  });

  it.each<[string, Buffer, string, string]>([
    ["empty", Buffer.alloc(0), "a.eml", "is empty"],
    ["blank", Buffer.from(" \r\n\t\n"), "a.csv", "nothing but blank space"],
    ["JPEG named .eml", hex("ffd8ffe000104a464946"), "a.eml", "a picture (JPEG)"],
    ["PNG", hex("89504e470d0a1a0a"), "a.png", "a picture (PNG)"],
    ["GIF", Buffer.from("GIF89a\x01\0\x01\0"), "a.json", "a picture (GIF)"],
    ["WebP", Buffer.from("RIFF\x01\0\0\0WEBPVP8 "), "a.mbox", "a picture (WebP)"],
    ["HEIC", Buffer.from("\0\0\0\x18ftypheic\0\0"), "a.eml", "a picture"],
    ["PDF named .csv", Buffer.from("%PDF-1.7\n%âãÏÓ"), "a.csv", "a PDF"],
    ["Word", Buffer.from("PK\x03\x04......[Content_Types].xml word/document.xml"), "a.eml", "a Word document"],
    ["locked workbook", ole("EncryptedPackage"), "a.xlsx", "protected with a password"],
    ["contacts", Buffer.from("BEGIN:VCARD\nVERSION:3.0\n"), "a.eml", "contacts"],
    ["calendar", Buffer.from("BEGIN:VCALENDAR\n"), "a.eml", "calendar"],
    ["a web page", Buffer.from("<!doctype html><p>Hi"), "a.html", "a web page"],
    [
      "garbage",
      Buffer.from(Array.from({ length: 4_096 }, (_, at) => (at * 7_919 + (at >> 3)) % 256)),
      "a.json",
      "not text",
    ],
    ["text named .eml", Buffer.from("hello there\nhow are you"), "a.eml", "has no email headers"],
    ["text named .json", Buffer.from("hello there"), "a.json", "does not hold JSON"],
    ["a note", Buffer.from("Buy milk.\n"), "a.txt", "does not look like an email file"],
  ])("refuses: %s", async (_, bytes, name, words) => {
    const sniffed = sniff(bytes, name);
    if (!("refused" in sniffed)) throw new Error(`taken for ${sniffed.kind}`);
    expect(sniffed.refused.message).toContain(words);
    expect(sniffed.refused.message).toMatch(/^“a?1?[a-z0-9.]*” .*\.$/);
    expect(await readAll(bytes, name)).toEqual([{ kind: "problem", position: 0, problem: sniffed.refused }]);
  });
});
