import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitAddresses } from "#components/summaries/mail-text";

const links = (text: string) =>
  splitAddresses(text)
    .filter((piece) => piece.href !== null)
    .map(({ text: shown, host }) => [shown, host]);

describe("addresses in mail", () => {
  it.each([
    ["See https://example.com/a?b=1.", [["https://example.com/a?b=1", "example.com"]]],
    ["(http://example.com)", [["http://example.com", "example.com"]]],
    ["https://bank.example@evil.example/login", [["https://bank.example@evil.example/login", "evil.example"]]],
    ["https://bаnk.example", [["https://bаnk.example", "xn--bnk-6cd.example"]]],
    ["詳細はhttps://example.jp/説明。以上", [["https://example.jp/説明", "example.jp"]]],
    ["javascript:alert(1) and data:text/html,x", []],
    ["https:// nothing", []],
  ])("finds in %j the real hosts", (text, expected) => {
    expect(links(text)).toEqual(expected);
  });

  it("never changes the text and never links anything but the web", () => {
    const piece = fc.constantFrom("https://a.example/x", "http://", "javascript:1", " ", "。", "b", "@c", ")", "\n");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        const pieces = splitAddresses(text);
        expect(pieces.map((one) => one.text).join("")).toBe(text);
        for (const { href } of pieces) expect(href ?? "http:").toMatch(/^https?:/);
      }),
    );
  });
});
