import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeBars } from "#lib/insight/bars";

const dayOf = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

describe("makeBars", () => {
  it.each([
    ["2026-11-20", "2026-11-23", "day", 4, "2026-11-20", "2026-11-20"],
    ["2026-09-02", "2026-11-23", "week", 13, "2026-08-31", "2026-09-06"],
    ["2024-02-10", "2026-11-23", "month", 34, "2024-02-01", "2024-02-29"],
    ["1969-12-31", "2026-11-23", "year", 58, "1969-01-01", "1969-12-31"],
  ])("from %s to %s by %s", (first, last, unit, count, from, to) => {
    const made = makeBars([
      { day: dayOf(first), count: 2 },
      { day: dayOf(last), count: 3 },
    ]);
    expect([made.unit, made.bars.length]).toEqual([unit, count]);
    expect(made.bars[0]).toEqual({ from, to, count: 2 });
    expect(made.bars.at(-1)?.count).toBe(3);
  });

  it("has no bars without days", () => {
    expect(makeBars([]).bars).toEqual([]);
  });

  it("loses no email, leaves no gap and stays readable, whatever the days", () => {
    const days = fc.uniqueArray(fc.record({ day: fc.integer({ min: -30_000, max: 40_000 }), count: fc.nat(99) }), {
      selector: (one) => one.day,
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(days, (given) => {
        const { bars } = makeBars(given);
        const sum = (list: { count: number }[]) => list.reduce((total, one) => total + one.count, 0);
        expect(sum(bars)).toBe(sum(given));
        for (const [at, bar] of bars.slice(1).entries()) expect(dayOf(bar.from)).toBe(dayOf(bars[at]?.to ?? "") + 1);
        for (const { day, count } of given) {
          const bar = bars.find(({ from, to }) => dayOf(from) <= day && day <= dayOf(to));
          expect(bar?.count).toBeGreaterThanOrEqual(count);
        }
      }),
    );
  });
});
