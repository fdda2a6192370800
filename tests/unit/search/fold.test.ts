import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, isOpenWord, plain, sortKey, words } from "#lib/search/fold";

const anyText = fc.string({ unit: "binary", maxLength: 60 });

describe("fold", () => {
  it.each([
    ["Hello, World!", "hello world"],
    ["Müller & Söhne GmbH", "muller sohne gmbh"],
    ["Straße STRASSE", "strasse strasse"],
    ["Ærø, Łódź, cœur", "aero lodz coeur"],
    ["café cafe\u0301", "cafe cafe"],
    ["会議の議事録", "会 議 の 議 事 録"],
    ["データ２０２６", "デ ー タ 2026"],
    ["が か", "が か"],
    ["ｶﾞ", "ガ"],
    ["회의록", "회 의 록"],
    ["Q3-Report: 3.5%", "q3 report 3 5"],
    ["anna@example.com", "anna example com"],
    ["हिन्दी", "हिन्दी"],
    ["İstanbul", "istanbul"],
    ["", ""],
    ["!?-", ""],
  ])("makes %j into %j", (text, expected) => {
    expect(fold(text)).toBe(expected);
  });

  it("changes nothing when done again, whatever the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it("does not see case", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zäöüéñ ]{0,30}$/), (text) => {
        expect(fold(text.toUpperCase())).toBe(fold(text));
      }),
    );
  });

  it("cuts endless words alike for storing and asking", () => {
    expect(words("x".repeat(500))).toEqual(["x".repeat(64)]);
  });
});

describe("isOpenWord", () => {
  it.each([
    ["rep", true],
    ["42", true],
    ["議", false],
    ["회", false],
  ])("%s: %s", (word, expected) => {
    expect(isOpenWord(word)).toBe(expected);
  });
});

describe("sortKey", () => {
  it("puts accented letters beside plain ones", () => {
    const names = ["Zoe", "Émile", "adam", "Ärzte", "Emil"];
    const sorted = names.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
    expect(sorted).toEqual(["adam", "Ärzte", "Emil", "Émile", "Zoe"]);
  });

  it("is short and well-formed for any text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const key = sortKey(text);
        expect(key.length).toBeLessThanOrEqual(24);
        expect(key.isWellFormed()).toBe(true);
      }),
    );
  });

  it("keeps punctuation, which fold drops", () => {
    expect(sortKey("Re: [Urgent] Offer")).toBe("re: [urgent] offer");
    expect(plain("A-B")).toBe("a-b");
  });
});
