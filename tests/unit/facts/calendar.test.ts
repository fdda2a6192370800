import { describe, expect, it } from "vitest";
import { findMonths, findWeekdays } from "#lib/facts/calendar";

const written = (text: string, found: { start: number; end: number; value: number }[]) =>
  found.map(({ start, end, value }) => `${text.slice(start, end)} ${value}`);

describe("names of the calendar", () => {
  it.each([
    ["Friday, then Friday, then freitag.", ["Friday 5", "Friday 5", "freitag 5"]],
    ["The sun shone on Sun and sat on Sat; segunda-feira.", ["Sun 0", "Sat 6", "segunda-feira 1"]],
    ["No day at all.", []],
  ])("finds each weekday of %j where it stands", (text, expected) => {
    expect(written(text, findWeekdays(text))).toEqual(expected);
  });

  it.each([
    ["May I come in May? March, march.", ["May 5", "May 5", "March 3", "march 3"]],
    ["you may mar it in Mar, stycznia", ["Mar 3", "stycznia 1"]],
  ])("finds each month of %j where it stands", (text, expected) => {
    expect(written(text, findMonths(text))).toEqual(expected);
  });
});
