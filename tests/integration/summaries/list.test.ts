import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { batches, datasets } from "#db/schema";
import { LONGEST_BODY } from "#lib/prompts/mailgist";
import { LONG_EMAIL } from "#lib/search/fill";
import { phrases } from "#lib/search/match";
import { scoreOf } from "#lib/search/rank";
import { SUMMARY_SORTS } from "#lib/summaries/filter";
import { getSummary } from "#lib/summaries/get";
import { listSummaries } from "#lib/summaries/list";
import { listFilterOptions } from "#lib/summaries/options";
import { selectIds } from "#lib/summaries/query";
import type { SummaryFilter, SummaryRow, SummarySort } from "#lib/summaries/view";
import { indexAll, makeBatch, makeOutcome, save } from "#tests/integration/summaries/stage";
import { type TempStore, tempStore } from "#tests/support/db";
import { FIRST_TIME, makeDataset } from "#tests/support/factories";

const DAY = 86_400_000;
const SENDERS = ["Émile Durand", "Zoe Ng", "anna", "Ärzte Ohne"];
const WORDS = ["offer", "invoice", "müll", "会議"];
const OUTCOMES = ["summarised", "summarised", "failed", "not_run"] as const;

let store: TempStore;
const datasetIds: number[] = [];
const batchIds: number[] = [];

/** Two datasets in use and one removed; the first has two batches, so half of its rows are not current. */
beforeAll(async () => {
  store = await tempStore();
  for (const [place, name] of ["One", "Two", "Gone"].entries()) {
    const emails = Array.from({ length: 24 }, (_, n) => ({
      date: n % 6 === 0 ? null : FIRST_TIME + (n % 5) * DAY,
      subject: `${n % 2 ? "Re: " : ""}Subject ${n % 4}`,
      from: [{ name: SENDERS[n % 4] ?? "", address: `person${n % 4}@example.com` }],
    }));
    const { datasetId, emailIds } = makeDataset(store.db, { name, emails });
    datasetIds.push(datasetId);
    for (const batchName of place === 0 ? ["First", "Second"] : [`Of ${name}`]) {
      const batchId = makeBatch(store.db, datasetId, batchName);
      batchIds.push(batchId);
      const rows = emailIds.map((emailId, n) => {
        const outcome = OUTCOMES[(n + place) % 4] ?? "failed";
        const text = outcome === "summarised" ? `About ${WORDS[n % 4]} ${n}` : "";
        return makeOutcome({ emailId, batchId, datasetId, outcome, text });
      });
      save(store.db, rows);
    }
  }
  store.db
    .update(datasets)
    .set({ removedAt: 1 })
    .where(eq(datasets.id, datasetIds[2] ?? 0))
    .run();
  indexAll(store.db);
});

afterAll(() => store.close());

function readAll(filter: SummaryFilter, sort: SummarySort, limit: number): SummaryRow[] {
  const rows: SummaryRow[] = [];
  let after: string | undefined;
  for (;;) {
    const page = listSummaries(store.db, filter, sort, { after, limit });
    rows.push(...page.rows);
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    if (page.next === null) {
      expect(page).toMatchObject({ total: rows.length, totalIsCapped: false });
      return rows;
    }
    after = page.next;
  }
}

/** The same question, answered by reading everything. */
function naive(filter: SummaryFilter): number[] {
  const rows = store.db.$client
    .prepare(
      `select s.*, e.from_address as address, e.date as emailDate from summaries s join emails e on e.id = s.email_id
        where s.dataset_id <> ?`,
    )
    .all(datasetIds[2]) as Record<string, string | number | null>[];
  const day = (time: unknown) => new Date(Number(time)).toISOString().slice(0, 10);
  return rows
    .filter((row) => (filter.batch ? row.batch_id === filter.batch : row.is_current === 1))
    .filter((row) => !filter.dataset || row.dataset_id === filter.dataset)
    .filter((row) => !filter.outcome || row.outcome === filter.outcome)
    .filter((row) => !filter.from || (row.emailDate !== null && day(row.emailDate) >= filter.from))
    .filter((row) => !filter.to || (row.emailDate !== null && day(row.emailDate) <= filter.to))
    .filter((row) => !filter.q || String(row.text).includes(filter.q))
    .filter((row) => !filter.sender || String(row.address).startsWith(filter.sender))
    .map((row) => Number(row.id));
}

const filters: fc.Arbitrary<SummaryFilter> = fc
  .record(
    {
      q: fc.constantFrom(...WORDS),
      dataset: fc.constantFrom(0, 1),
      batch: fc.constantFrom(0, 1, 2),
      sender: fc.constantFrom("person1", "person3@example.com", "person"),
      from: fc.constantFrom("2026-01-05", "2026-01-07"),
      to: fc.constantFrom("2026-01-08", "2026-01-05"),
      outcome: fc.constantFrom("summarised" as const, "failed" as const, "not_run" as const),
    },
    { requiredKeys: [] },
  )
  .map(({ dataset, batch, ...rest }) => rest as SummaryFilter & { dataset?: number })
  .chain((rest) =>
    fc.record({ dataset: fc.option(fc.constantFrom(0, 1, 2)), batch: fc.option(fc.constantFrom(0, 1, 2, 3)) }).map(
      ({ dataset, batch }): SummaryFilter => ({
        ...rest,
        ...(dataset === null ? {} : { dataset: datasetIds[dataset] }),
        ...(batch === null ? {} : { batch: batchIds[batch] }),
      }),
    ),
  );

const ORDERS: Record<SummarySort, (row: SummaryRow, q?: string) => string | number> = {
  best: (row, q) => (q ? -scoreOf(row, phrases(q)) : -row.id),
  newest: (row) => -row.id,
  "date-desc": (row) => -(row.date ?? 0),
  "date-asc": (row) => row.date ?? 0,
  sender: (row) => ["anna", "Ärzte Ohne", "Émile Durand", "Zoe Ng"].indexOf(row.sender),
  subject: (row) => row.subject.toLowerCase(),
};

describe("listSummaries", () => {
  it("pages through everything under any filter and sort exactly once, in order", () => {
    fc.assert(
      fc.property(
        filters,
        fc.constantFrom(...SUMMARY_SORTS),
        fc.integer({ min: 1, max: 30 }),
        (filter, sort, limit) => {
          const rows = readAll(filter, sort, limit);
          const ids = rows.map((row) => row.id);
          expect(ids.toSorted((a, b) => a - b)).toEqual(naive(filter).toSorted((a, b) => a - b));
          const keys = rows.map((row) => ORDERS[sort](row, filter.q));
          expect(keys).toEqual(keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it("walks the hits of a search, newest first, without listing or sorting them all", () => {
    const planOf = (filter: SummaryFilter, sort: SummarySort = "newest") => {
      const { text, values } = selectIds(filter, sort, null, 50);
      const plan = store.db.$client.prepare(`explain query plan ${text}`).all(...values) as { detail: string }[];
      return plan.map((step) => step.detail).filter((detail) => /summaries_newest|VIRTUAL|TEMP/.test(detail));
    };
    const rows = expect.stringMatching(/^SEARCH s USING COVERING INDEX summaries_newest \(id=\?/);
    expect(planOf({ q: "offer", outcome: "failed" })).toEqual([expect.stringMatching(/^SCAN w VIRTUAL .*M\d$/), rows]);
    // ">" and "<": it begins and ends at the ids of the batch or dataset.
    const ranged = expect.stringMatching(/^SCAN \w+ VIRTUAL .*M\d><$/);
    expect(planOf({ q: "offer", batch: batchIds[0] })).toEqual([ranged, rows]);
    expect(planOf({ q: "offer", dataset: datasetIds[0] })).toEqual([ranged, rows]);
    expect(planOf({ q: "offer", dataset: datasetIds[0] }, "sender")).toEqual([ranged]);
  });

  it("hides a removed batch at once", () => {
    const batch = batchIds[1] ?? 0;
    store.db.update(batches).set({ removedAt: 1 }).where(eq(batches.id, batch)).run();
    try {
      expect(readAll({ batch }, "newest", 50)).toEqual([]);
      expect(readAll({}, "newest", 50).some((row) => row.batchId === batch)).toBe(false);
    } finally {
      store.db.update(batches).set({ removedAt: null }).where(eq(batches.id, batch)).run();
    }
  });

  it("finds nothing for punctuation, and refuses a cursor of another list", () => {
    expect(listSummaries(store.db, { q: "?!" }, "newest", { limit: 5 })).toMatchObject({ rows: [], total: 0 });
    const { next } = listSummaries(store.db, {}, "sender", { limit: 5 });
    expect(() => listSummaries(store.db, {}, "newest", { after: next ?? "", limit: 5 })).toThrow(/start again/);
    for (const after of ["", "x", "W10", "bnVsbA", "eyJhIjoxfQ"])
      expect(() => listSummaries(store.db, {}, "newest", { after, limit: 5 })).toThrow(/start again/);
  });

  it("stops counting at 1,000", async () => {
    const { datasetId, emailIds } = makeDataset(store.db, { emails: 1001 });
    const batchId = makeBatch(store.db, datasetId);
    save(
      store.db,
      emailIds.map((emailId) => makeOutcome({ emailId, batchId, datasetId })),
    );
    const first = listSummaries(store.db, { batch: batchId }, "newest", { limit: 200 });
    expect(first).toMatchObject({ total: 1000, totalIsCapped: true });
    const second = listSummaries(store.db, { batch: batchId }, "newest", { after: first.next ?? "", limit: 200 });
    expect(second).toMatchObject({ total: 1000, totalIsCapped: true });
    store.db.update(datasets).set({ removedAt: 1 }).where(eq(datasets.id, datasetId)).run();
  });
});

describe("getSummary", () => {
  it("shows a summary beside its email", () => {
    const row = readAll({ q: "offer" }, "newest", 10)[0];
    const view = getSummary(store.db, row?.id ?? 0);
    expect(view).toMatchObject(row ?? {});
    expect(view.email).toMatchObject({ subject: row?.subject, fileName: "test.json", cc: [], attachments: [] });
    expect(view.email.to).toEqual([{ name: "The Boss", address: "boss@example.com" }]);
  });

  it("does not know what never was or was removed", () => {
    const hidden = store.db.$client.prepare("select id from summaries where dataset_id = ?").pluck();
    expect(() => getSummary(store.db, 987_654)).toThrow(/does not exist/);
    expect(() => getSummary(store.db, Number(hidden.get(datasetIds[2])))).toThrow(/does not exist/);
  });
});

describe("listFilterOptions", () => {
  it("names what is in use, newest first, with counts", () => {
    expect(listFilterOptions(store.db)).toEqual({
      datasets: [
        { id: datasetIds[1], name: "Two", count: 24 },
        { id: datasetIds[0], name: "One", count: 24 },
      ],
      batches: [
        { id: batchIds[2], name: "Of Two", datasetId: datasetIds[1], count: 24 },
        { id: batchIds[1], name: "Second", datasetId: datasetIds[0], count: 24 },
        { id: batchIds[0], name: "First", datasetId: datasetIds[0], count: 24 },
      ],
    });
  });
});

describe("domains and problems", () => {
  it("finds a domain with those under it, and emails that hide text, steer or are long", async () => {
    const own = await tempStore();
    const addresses = ["a@example.com", "b@MAIL.example.com", "c@notexample.com", "d@example.com.evil", "nobody"];
    const wishes = addresses.map((address, n) => ({
      from: [{ name: `Person ${n}`, address }],
      hiddenText: n === 1 ? "psst" : "",
      text: "é".repeat(n === 2 ? LONG_EMAIL + 1 : n === 3 ? LONG_EMAIL : 10),
    }));
    const { datasetId, emailIds } = makeDataset(own.db, { emails: wishes });
    const batchId = makeBatch(own.db, datasetId);
    save(
      own.db,
      emailIds.map((emailId) => makeOutcome({ emailId, batchId, datasetId })),
    );
    own.db.$client.prepare("update summaries set is_steered = 1 where email_id = ?").run(emailIds[4]);
    indexAll(own.db);
    const placesOf = (filter: SummaryFilter) =>
      listSummaries(own.db, filter, "newest", { limit: 50 }).rows.map((row) => emailIds.indexOf(row.emailId));
    expect(placesOf({ domain: "example.com" })).toEqual([1, 0]);
    expect(placesOf({ domain: " @Mail.Example.com " })).toEqual([1]);
    expect(placesOf({ domain: "com" })).toEqual([2, 1, 0]);
    expect(placesOf({ domain: "@" })).toEqual([]);
    expect(placesOf({ problems: true })).toEqual([4, 2, 1]);
    expect(placesOf({ problems: true, domain: "notexample.com" })).toEqual([2]);
    expect(getSummary(own.db, (emailIds[2] ?? 0) * 100 + batchId).email).toMatchObject({
      isLong: true,
      hiddenText: "",
    });

    own.db.$client.exec("update summaries set indexed_revision = -1, domain_key = ''");
    indexAll(own.db);
    expect(placesOf({ domain: "example.com", q: "summary" })).toEqual([1, 0]);
    expect(own.db.$client.prepare("select count(*) from summary_words").pluck().get()).toBe(5);
    own.close();
  });

  it("calls an email long where instructions begin to cut", () => {
    expect(LONG_EMAIL).toBe(LONGEST_BODY);
  });
});
