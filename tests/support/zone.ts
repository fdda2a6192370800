import { afterAll, beforeAll } from "vitest";

/** Puts this process into a time zone ("America/New_York") for all tests of the suite around it. */
export function inZone(zone: string): void {
  const before = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = zone;
  });
  afterAll(() => {
    process.env.TZ = before;
  });
}
