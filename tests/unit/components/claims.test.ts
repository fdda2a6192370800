import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkWords, claimWords } from "#components/summaries/claim-words";
import { claimId, claimsIn, splitClaims } from "#components/summaries/claims";
import { searchTerms, splitMarks } from "#components/summaries/marks";
import type { Claim } from "#lib/summaries/view";

const claim = (start: number, end: number, wish: Partial<Claim> = {}): Claim => ({
  start,
  end,
  kind: "number",
  isHidden: false,
  ...wish,
});

describe("splitClaims", () => {
  it.each([
    ["Pay 450 euros", "", [claim(4, 7)], ["Pay ", "[450]", " euros"]],
    ["Pay 450 euros", "450", [claim(4, 7)], ["Pay ", "[*450*]", " euros"]],
    ["Anna Koch paid", "koch paid", [claim(0, 9)], ["[Anna *Koch*]", " *paid*"]],
    ["on 23 March 2026", "march", [claim(3, 5), claim(6, 16)], ["on ", "[23]", " ", "[*March* 2026]"]],
    ["Short", "", [claim(3, 99)], ["Short"]],
    ["", "", [], []],
  ])("of %j, searched for %j", (text, query, claims, expected) => {
    const pieces = splitClaims(text, searchTerms(query), claims).map((piece) => {
      const inner = piece.segments.map((one) => (one.isMatch ? `*${one.text}*` : one.text)).join("");
      return piece.claim ? `[${inner}]` : inner;
    });
    expect(pieces).toEqual(expected);
  });

  it("changes neither the text nor what the search marks, wherever claims stand", () => {
    const letters = fc.string({ unit: fc.constantFrom(..."aAé ßﬁ会議 12"), maxLength: 30 });
    const places = fc.array(fc.nat({ max: 32 }), { maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, places, (text, query, list) => {
        const sorted = list.toSorted((a, b) => a - b);
        const claims = sorted.flatMap((start, at) => (at % 2 === 0 ? [claim(start, sorted[at + 1] ?? start)] : []));
        const pieces = splitClaims(text, searchTerms(query), claims);
        const segments = pieces.flatMap((piece) => piece.segments);
        expect(segments.map((one) => one.text).join("")).toBe(text);
        const marked = (of: { text: string; isMatch: boolean }[]) =>
          of.flatMap((one) => [...one.text].map((letter) => [letter, one.isMatch]));
        expect(marked(segments).map(String)).toEqual(marked(splitMarks(text, searchTerms(query))).map(String));
      }),
    );
  });
});

describe("claims of a summary and of its fields", () => {
  const own = claim(0, 3);
  const first = claim(0, 3, { in: { field: "people", at: 0, words: "Pay" } });
  const second = claim(0, 3, { in: { field: "people", at: 1, words: "Pay" } });
  const other = claim(0, 3, { in: { field: "owners", at: 0, words: "Pay" } });
  const all = [own, first, second, other];

  it("are told apart", () => {
    expect(claimsIn(all)).toEqual([own]);
    expect(claimsIn(all, "people", 1)).toEqual([second]);
    expect(claimsIn(all, "dues", 0)).toEqual([]);
    expect(new Set(all.map((one) => claimId(7, one))).size).toBe(4);
  });
});

describe("the words about claims", () => {
  it.each([
    [claim(4, 7), "The number “450” is not in the email."],
    [claim(0, 3, { kind: "name" }), "The name “Pay” is not in the email."],
    [
      claim(4, 7, { kind: "phone", isHidden: true }),
      "The phone number “450” stands only in text that the email hides from its reader.",
    ],
    [
      claim(0, 12, { kind: "name", in: { field: "people", at: 1, words: "Ghost Person" } }),
      "People: The name “Ghost Person” is not in the email.",
    ],
    [
      claim(0, 9, { kind: "date", isHidden: true, in: { field: "dues", at: 0, words: "12 August" } }),
      "Action items, until when: The date “12 August” stands only in text that the email hides from its reader.",
    ],
  ])("say what is missing: %j", (one, words) => {
    expect(claimWords(one, "Pay 450 euros")).toBe(words);
  });

  it.each([
    [[], /all stand in the email/],
    [[claim(0, 1)], /^1 detail was not found in the email:$/],
    [[claim(0, 1), claim(2, 3)], /^2 details were not found in the email:$/],
    [[claim(0, 1, { isHidden: true })], /^1 detail was found only in text that the email hides:$/],
    [[claim(0, 1, { isHidden: true }), claim(2, 3)], /^2 details were not found in what the email shows:$/],
  ])("count them: %#", (claims, words) => {
    expect(checkWords(claims)).toMatch(words);
  });
});
