import { describe, expect, it } from "vitest";
import { readDue } from "#lib/insight/due";

const dayOf = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const dayText = (day: number | null) => (day === null ? null : new Date(day * 86_400_000).toISOString().slice(0, 10));

const MONDAY = dayOf("2026-11-23");

describe("the day an answer names", () => {
  it.each([
    ["2026-12-04", "2026-12-04"],
    ["by Friday", "2026-11-27"],
    ["Monday", "2026-11-30"],
    ["3 December", "2026-12-03"],
    ["5 January", "2027-01-05"],
    ["20 November", "2026-11-20"],
    ["between 3 and 5 December", "2026-12-05"],
    ["tomorrow morning", "2026-11-24"],
    ["today, Monday", "2026-11-23"],
    ["today", "2026-11-23"],
    ["today or tomorrow", "2026-11-24"],
    ["within two weeks", "2026-12-07"],
    ["in 3 days", "2026-11-26"],
    ["in ten days", "2026-12-03"],
    ["in a week", "2026-11-30"],
    ["within 24 hours", "2026-11-24"],
    ["in 48 hours", "2026-11-25"],
    ["in 2 hours", "2026-11-23"],
    ["within 3 months", "2027-02-23"],
    ["heute", "2026-11-23"],
    ["bis morgen", "2026-11-24"],
    ["am Morgen", null],
    ["Freitag morgen", "2026-11-27"],
    ["in zwei Wochen", "2026-12-07"],
    ["next week", "2026-12-04"],
    ["nächste Woche", "2026-12-04"],
    ["Tuesday next week", "2026-12-01"],
    ["early next week", null],
    ["by the 18th", "2026-12-18"],
    ["by the 30th", "2026-11-30"],
    ["by the 31st", "2026-12-31"],
    ["the 2nd draft", null],
    ["31 November", null],
    ["29 February", "2028-02-29"],
    ["for 3 days", null],
    ["when you have time", null],
    ["", null],
  ])("%s", (due, day) => {
    expect(dayText(readDue(due, MONDAY))).toBe(day);
  });

  it.each([
    ["31 December", "2026-12-31"],
    ["20 April", "2026-04-20"],
    ["1 April", "2027-04-01"],
    ["12 May", "2026-05-12"],
  ])("looks hardly back: %s of an email of 12 May 2026", (due, day) => {
    expect(dayText(readDue(due, dayOf("2026-05-12")))).toBe(day);
  });

  it.each([
    ["05/06/2026", null],
    ["05-06-2026", null],
    ["05/06", null],
    ["05.06.2026", "2026-06-05"],
    ["25/06/2026", "2026-06-25"],
    ["06/25/2026", "2026-06-25"],
    ["06/06/2026", "2026-06-06"],
    ["Friday 05/06/2026", "2026-06-05"],
    ["Wednesday 05/06/2026", "2026-05-06"],
    ["Sunday 05/06/2026", null],
  ])("is told where only one is possible: %s", (due, day) => {
    expect(dayText(readDue(due, dayOf("2026-05-02")))).toBe(day);
  });

  it("tells only whole dates when the email has none", () => {
    expect(dayText(readDue("2026-12-04", null))).toBe("2026-12-04");
    expect(readDue("Friday", null)).toBeNull();
    expect(readDue("3 December", null)).toBeNull();
    expect(readDue("in 3 days", null)).toBeNull();
  });
});
