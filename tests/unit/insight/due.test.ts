import { describe, expect, it } from "vitest";
import { readDue } from "#lib/insight/due";

/** A Monday. */
const MONDAY = Date.parse("2026-11-23T00:00:00Z") / 86_400_000;
const dayText = (day: number | null) => (day === null ? null : new Date(day * 86_400_000).toISOString().slice(0, 10));

describe("readDue", () => {
  it.each([
    ["2026-12-04", "2026-12-04"],
    ["by Friday", "2026-11-27"],
    ["Monday", "2026-11-30"],
    ["3 December", "2026-12-03"],
    ["5 January", "2027-01-05"],
    ["20 November", "2026-11-20"],
    ["between 3 and 5 December", "2026-12-05"],
    ["tomorrow morning", "2026-11-24"],
    ["today", "2026-11-23"],
    ["within two weeks", "2026-12-07"],
    ["in 3 days", "2026-11-26"],
    ["within 24 hours", "2026-11-23"],
    ["31 November", null],
    ["when you have time", null],
    ["", null],
  ])("%s", (due, day) => {
    expect(dayText(readDue(due, MONDAY))).toBe(day);
  });

  it("tells only whole dates when the email has none", () => {
    expect(dayText(readDue("2026-12-04", null))).toBe("2026-12-04");
    expect(readDue("Friday", null)).toBeNull();
    expect(readDue("3 December", null)).toBeNull();
  });
});
