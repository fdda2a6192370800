import { describe, expect, it } from "vitest";
import { findMonthNumbers, findPeriods } from "#lib/facts/periods";

describe("parts of a year", () => {
  it.each([
    ["Q2, h1 and FAQ4", ["q2", "h1"]],
    ["the second quarter, the fourth quarter", ["q2", "q4"]],
    ["im 3. Quartal, im ersten Quartal", ["q3", "q1"]],
    ["troisième trimestre, cuarto trimestre", ["q3", "q4"]],
    ["the first half of 2026, the second half of the match", ["h1"]],
  ])("%s", (text, expected) => {
    expect(findPeriods(text).map(({ value }) => value)).toEqual(expected);
  });

  it("reads months in digits, and no days", () => {
    const text = "01/2026, 7.2027 and 12-2026; not 03/01/2026, 13/2026, 1/2026/5 or A-1/2026.";
    expect(findMonthNumbers(text).map(({ month, year }) => `${month} ${year}`)).toEqual([
      "1 2026",
      "7 2027",
      "12 2026",
    ]);
  });
});
