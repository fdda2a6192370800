import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatDate } from "#lib/format";
import { countVolume } from "#lib/insight/volume";
import { listSummaries } from "#lib/summaries/list";
import type { SummaryFilter } from "#lib/summaries/view";
import { indexAll, makeBatch, makeOutcome, save } from "#tests/integration/summaries/stage";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";
import { inZone } from "#tests/support/zone";

/** Around midnight here and in UTC, and around both changes of the clock. */
const TIMES = [
  ...["2026-03-07T23:30Z", "2026-03-08T04:59Z", "2026-03-08T05:00Z", "2026-03-08T23:30Z", "2026-03-09T03:59Z"],
  ...["2026-03-09T04:00Z", "2026-03-28T22:59Z", "2026-03-28T23:00Z", "2026-03-29T21:59Z", "2026-03-29T22:00Z"],
];
const AUTUMN = [
  "2026-10-24T21:59Z",
  "2026-10-25T22:59Z",
  "2026-10-25T23:00Z",
  "2026-11-01T03:59Z",
  "2026-11-02T04:59Z",
];
const LONG_AGO = ["1969-12-31T23:30Z", "1970-01-01T00:30Z", "1998-07-01T03:30Z", "1998-07-01T04:30Z"];

describe.each(["America/New_York", "Europe/Berlin", "UTC"])("in %s", (zone) => {
  inZone(zone);
  let near: TempStore;
  let wide: TempStore;
  beforeAll(async () => {
    near = await fill(TIMES);
    wide = await fill([...TIMES, ...AUTUMN, ...LONG_AGO]);
  });
  afterAll(() => {
    near.close();
    wide.close();
  });

  const cases: [string, () => TempStore, SummaryFilter][] = [
    ["days", () => near, {}],
    ["days under a search", () => near, { q: "letter" }],
    ["years", () => wide, {}],
    ["what a search leaves of years", () => wide, { q: "autumn" }],
  ];

  it.each(cases)("every bar of %s leads to as many emails as it counts, with dates inside of it", (_, of, filter) => {
    const { db } = of();
    const { bars, total, undated } = countVolume(db, filter);
    expect(undated).toBe(filter.q === "autumn" ? 0 : 1);
    for (const { from, to, count } of bars) {
      const { rows } = listSummaries(db, { ...filter, from, to }, "newest", { limit: 50 });
      expect(rows).toHaveLength(count);
      for (const row of rows) {
        expect(dayShown(row.date) >= from && dayShown(row.date) <= to).toBe(true);
      }
    }
    expect(bars.reduce((sum, bar) => sum + bar.count, undated)).toBe(total);
  });

  it("a day finds the rows that show this day, and no others", () => {
    const all = listSummaries(near.db, {}, "newest", { limit: 50 }).rows.filter((row) => row.date !== null);
    expect(all).toHaveLength(TIMES.length);
    for (const day of new Set(all.map((row) => dayShown(row.date)))) {
      const found = listSummaries(near.db, { from: day, to: day }, "newest", { limit: 50 }).rows;
      const wanted = all.filter(
        (row) => formatDate(row.date, "en", zone) === formatDate(Date.parse(`${day}T12:00Z`), "en", "UTC"),
      );
      expect(found.map((row) => row.id)).toEqual(wanted.map((row) => row.id));
    }
  });

  const dayShown = (date: number | null) =>
    new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(date ?? Number.NaN);
});

/** A store with an email of each time and one without. */
async function fill(times: string[]): Promise<TempStore> {
  const store = await tempStore();
  const dates = [...times.map((time) => Date.parse(time)), null];
  const { datasetId, emailIds } = makeDataset(store.db, { emails: dates.map((date) => ({ date })) });
  const batchId = makeBatch(store.db, datasetId);
  const wordOf = (at: number) => (AUTUMN.includes(times[at] ?? "") ? "autumn letter" : "letter");
  save(
    store.db,
    emailIds.map((emailId, at) => makeOutcome({ emailId, batchId, datasetId, text: wordOf(at) })),
  );
  indexAll(store.db);
  return store;
}
