import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packPoints, unpackPoints } from "#lib/insight/points";
import { divideMap } from "#lib/insight/regions";
import { areaTest, formatArea, MAP_SIZE, MOST_CORNERS, parseArea, spansOf } from "#lib/summaries/area";

const corner = fc.record({ x: fc.integer({ min: 0, max: MAP_SIZE }), y: fc.integer({ min: 0, max: MAP_SIZE }) });
const place = fc.record({ x: fc.integer({ min: 0, max: MAP_SIZE - 1 }), y: fc.integer({ min: 0, max: MAP_SIZE - 1 }) });

describe("an area", () => {
  it("stands in an address and comes back, thinned out when it has too many corners", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.array(corner, { minLength: 3, maxLength: 400 }),
        (map, corners) => {
          const area = parseArea(formatArea({ map, corners }));
          expect(area?.map).toBe(map);
          expect(area?.corners.length).toBeLessThanOrEqual(MOST_CORNERS);
          if (corners.length <= MOST_CORNERS) expect(area?.corners).toEqual(corners);
        },
      ),
    );
  });

  it.each([
    "",
    "0.1.1.2.2.3.3",
    "3.1.1.2.2",
    "3.1.1.2.2.3",
    "3.1.1.2.2.3.1025",
    "x",
    "3.1.1.2.2.3.-3",
    "3.1.1.2.2.3.1e3",
  ])("is not %s", (text) => {
    expect(parseArea(text)).toBeNull();
  });

  it("has the points inside a rectangle, its far edges aside", () => {
    const inside = areaTest([
      { x: 10, y: 20 },
      { x: 30, y: 20 },
      { x: 30, y: 40 },
      { x: 10, y: 40 },
    ]);
    expect([inside({ x: 10, y: 20 }), inside({ x: 29, y: 39 }), inside({ x: 20, y: 30 })]).toEqual([true, true, true]);
    expect([inside({ x: 9, y: 30 }), inside({ x: 30, y: 30 }), inside({ x: 20, y: 40 })]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it("agrees with counting crossings of a ray, point by point", () => {
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 12 }), place, (corners, point) => {
        let isIn = false;
        for (const [at, one] of corners.entries()) {
          const next = corners[(at + 1) % corners.length] ?? one;
          if (one.y > point.y === next.y > point.y) continue;
          const crossing = one.x + ((point.y - one.y) / (next.y - one.y)) * (next.x - one.x);
          if (crossing <= point.x) isIn = !isIn;
        }
        expect(areaTest(corners)(point)).toBe(isIn);
      }),
    );
  });

  it("never leaves the map", () => {
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 20 }), (corners) => {
        for (const [y, from, to] of spansOf(corners)) {
          expect(Math.min(y, from)).toBeGreaterThanOrEqual(0);
          expect(Math.max(y, to)).toBeLessThan(MAP_SIZE);
        }
      }),
    );
  });
});

describe("divideMap", () => {
  it("gives every point to exactly one part", () => {
    const points = fc
      .array(place, { minLength: 1, maxLength: 80 })
      .map((list) => list.map((one, id) => ({ ...one, id })));
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 8 }), (given, wanted) => {
        const regions = divideMap(given, wanted);
        const ids = regions.flatMap((region) => region.points.map((point) => point.id));
        expect(ids.sort((a, b) => a - b)).toEqual(given.map((one) => one.id));
        expect(regions.length).toBeLessThanOrEqual(wanted);
      }),
    );
  });
});

describe("points", () => {
  it("travel unchanged", () => {
    const points = fc.array(
      fc.record({ id: fc.integer({ min: 1, max: 2 ** 32 - 1 }), x: fc.nat(1023), y: fc.nat(1023) }),
    );
    fc.assert(
      fc.property(points, (given) => {
        expect(unpackPoints(packPoints(given))).toEqual(given);
      }),
    );
  });
});
