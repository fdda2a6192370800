import { describe, expect, it } from "vitest";
import { findPhones, isSamePhone, readPhone } from "#lib/facts/phones";

describe("telephone numbers", () => {
  it.each([
    ["call 0161 496 0877 or (212) 555-0100.", ["0161 496 0877", "(212) 555-0100"]],
    ["1200000 or 1.200.000 EUR in 2024-2026, room 1234", []],
    ["+441614960877", ["+441614960877"]],
  ])("stand in %j", (text, expected) => {
    expect(findPhones(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });

  it.each([
    ["0161 496 0877", "+44 (0)161 4960877", true],
    ["00 44 161 496 0877", "+44 161 4960877", true],
    ["+1 212 555 0100", "212 555 0100", true],
    ["555 0100", "+1 212 555 0100", true],
    ["+1 212 555 0100", "+44 212 555 0100", false],
    ["212 555 0100", "212 555 0101", false],
    ["+44 161 496 0877", "496 0877", false],
    ["0161 496 0877", "0151 496 0877", false],
    ["+49 30 1234567", "030 1234567", true],
  ])("%s as %s: %s", (one, other, expected) => {
    expect(isSamePhone(readPhone(one), readPhone(other))).toBe(expected);
  });
});
