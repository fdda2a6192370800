import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clockSpans, dayOfTime, formatDay, parseDay, startOfDay } from "#lib/days";
import { inZone } from "#tests/support/zone";

const at = (text: string) => Date.parse(text);
const HOUR = 3_600_000;

/** Zones west and east, with half hours, with clocks changed at midnight, and one that passed over a whole day. */
const ZONES =
  "UTC America/New_York Europe/Berlin Asia/Kolkata America/Sao_Paulo Pacific/Apia Australia/Lord_Howe".split(" ");

describe.each(ZONES)("days in %s", (zone) => {
  inZone(zone);
  const times = fc.integer({ min: at("1905-01-01T00:00Z"), max: at("2095-01-01T00:00Z") });
  const shown = (time: number) =>
    new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
      time,
    );

  it("are those that a reader there sees", () => {
    fc.assert(
      fc.property(times, (time) => {
        expect(formatDay(dayOfTime(time))).toBe(shown(time));
      }),
    );
  });

  it("hold every moment once, from their first one on", () => {
    fc.assert(
      fc.property(times, (time) => {
        const day = dayOfTime(time);
        expect(startOfDay(day)).toBeLessThanOrEqual(time);
        expect(startOfDay(day + 1)).toBeGreaterThan(time);
      }),
    );
  });

  it("are the same when they are counted by stretches of the clock", () => {
    const spans = clockSpans();
    for (const [place, span] of spans.slice(1).entries()) expect(span.from).toBe(spans[place]?.until);
    fc.assert(
      fc.property(times, (time) => {
        const span = spans.find(({ from, until }) => from <= time && time < until);
        expect(Math.floor((time + (span?.shift ?? Number.NaN)) / (24 * HOUR))).toBe(dayOfTime(time));
      }),
    );
  });

  it("bear the ends of time", () => {
    for (const end of [-8.64e15, 8.64e15]) {
      const day = dayOfTime(end);
      expect(startOfDay(day)).toBeLessThanOrEqual(end);
      expect(startOfDay(day + 1)).toBeGreaterThan(end);
    }
  });
});

describe("days on which clocks are changed", () => {
  inZone("America/New_York");

  it.each([
    ["2026-03-08", "2026-03-08T05:00Z", 23],
    ["2026-11-01", "2026-11-01T04:00Z", 25],
    ["2026-11-29", "2026-11-29T05:00Z", 24],
    ["0099-01-01", null, 24],
  ])("%s begins at %s and has %d hours", (text, start, hours) => {
    const day = parseDay(text);
    expect(formatDay(day)).toBe(text);
    if (start) expect(startOfDay(day)).toBe(at(start));
    expect(startOfDay(day + 1) - startOfDay(day)).toBe(hours * HOUR);
  });
});
