import fc from "fast-check";
import { expect, it } from "vitest";
import { diffWords } from "#lib/client/word-diff";

const marked = (list: { text: string; isOnly: boolean }[]) =>
  list.map(({ text, isOnly }) => (isOnly ? `[${text}]` : text)).join("");

it.each([
  ["the same", "the same", "the same", "the same"],
  ["Ann asks for 5 euros", "Ann asks for 9 euros", "Ann asks for [5 ]euros", "Ann asks for [9 ]euros"],
  ["Ann asks", "Ann kindly asks", "Ann asks", "Ann [kindly ]asks"],
  ["", "All new", "", "[All new]"],
  ["end", "end of it", "end", "end [of it]"],
])("marks the words that only one has: %j, %j", (left, right, wantedLeft, wantedRight) => {
  const diff = diffWords(left, right);
  expect(marked(diff.left)).toBe(wantedLeft);
  expect(marked(diff.right)).toBe(wantedRight);
});

const words = fc
  .array(fc.constantFrom("a", "b", "c", "d", "\n", "  "), { maxLength: 30 })
  .map((list) => list.join(" "));

it("keeps both texts, and what is not marked is the same in both", () => {
  fc.assert(
    fc.property(words, words, (left, right) => {
      const diff = diffWords(left, right);
      expect(diff.left.map((one) => one.text).join("")).toBe(left);
      expect(diff.right.map((one) => one.text).join("")).toBe(right);
      const common = (list: { text: string; isOnly: boolean }[]) =>
        list.flatMap((one) => (one.isOnly ? [] : (one.text.match(/\S+/g) ?? [])));
      expect(common(diff.left)).toEqual(common(diff.right));
      expect(diffWords(left, left).left.every((one) => !one.isOnly)).toBe(true);
    }),
  );
});

it("is quick for the longest summaries", () => {
  const long = Array.from({ length: 6000 }, (_, n) => `word${n}`);
  const other = long.map((word, n) => (n % 2 ? word : `${word}x`));
  const diff = diffWords(long.join(" "), other.join(" "));
  expect(diff.left.map((one) => one.text).join("")).toBe(long.join(" "));
});
