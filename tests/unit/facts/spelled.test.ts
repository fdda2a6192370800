import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findShares, findSpelled } from "#lib/facts/spelled";

const read = (text: string) => findSpelled(text).map(({ start, end, value }) => `${text.slice(start, end)} = ${value}`);

describe("numbers in words", () => {
  it.each([
    ["twenty-five people", ["twenty-five = 25"]],
    ["Two hundred and five pages", ["Two hundred and five = 205"]],
    ["half a million euros", ["half a million = 500000"]],
    ["a hundred thousand", ["a hundred thousand = 100000"]],
    ["two dozen eggs, a dozen", ["two dozen = 24", "dozen = 12"]],
    ["one and a half hours", ["one and a half = 1.5"]],
    ["ten and two", ["ten = 10", "two = 2"]],
    ["two three four", ["two = 2", "three = 3", "four = 4"]],
    ["twenty twelve", ["twenty = 20", "twelve = 12"]],
    ["two. Hundred people", ["two = 2"]],
    ["hundreds, thousands, a few million", []],
    ["zweihundert und fünfundzwanzig", ["zweihundert und fünfundzwanzig = 225"]],
    ["treinta y cinco, vingt-cinq, deux cents", ["treinta y cinco = 35", "vingt-cinq = 25", "deux cents = 200"]],
    ["the second floor", ["second = 2"]],
    ["half an hour, a week, a man", ["half an = 0.5", "a = 1"]],
  ])("%s", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it("reads every number below a million as it is written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.boolean(), (number, hasAnd) => {
        const text = `about ${written(number, hasAnd ? " and " : " ")} of them`;
        expect(findSpelled(text).map(({ value }) => value)).toEqual([number]);
      }),
    );
  });

  it("reads shares", () => {
    expect(findShares("a quarter of it, three quarters, two-thirds, a quarter").map(({ value }) => value)).toEqual([
      25, 75, 67,
    ]);
  });
});

const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

function written(number: number, and: string): string {
  if (number < 20) return SMALL[number] ?? "";
  if (number < 100) return `${TENS[Math.floor(number / 10)]}${number % 10 ? `-${SMALL[number % 10]}` : ""}`;
  const [size, name] = number < 1000 ? [100, "hundred"] : [1000, "thousand"];
  const rest = number % size;
  const link = rest < 100 ? and : " ";
  return `${written(Math.floor(number / size), and)} ${name}${rest ? `${link}${written(rest, and)}` : ""}`;
}
