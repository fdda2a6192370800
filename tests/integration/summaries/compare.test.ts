import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { countPairs, listComparable, listPairs } from "#lib/summaries/compare";
import { editSummary } from "#lib/summaries/edit";
import { listSummaries } from "#lib/summaries/list";
import { pickAll, pickStep, readPick, undoPickAll } from "#lib/summaries/pick-all";
import { pickSummary, reviewSummary } from "#lib/summaries/review";
import type { WorkerContext } from "#lib/worker/lane";
import { makeBatch, makeOutcome, save } from "#tests/integration/summaries/stage";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";

const COUNT = 250;
const NOW = 5_000;
const BY = { at: NOW, who: "Ann" };
let store: TempStore;
let emailIds: number[];
let datasetId: number;
let left: number;
let right: number;

/** The right batch differs for each tenth email, failed for the email 7, and has no outcome for the last one. */
beforeEach(async () => {
  store = await tempStore();
  const made = makeDataset(store.db, { emails: COUNT });
  ({ emailIds, datasetId } = made);
  [left, right] = [makeBatch(store.db, made.datasetId, "Old"), makeBatch(store.db, made.datasetId, "New")];
  const text = (n: number) => `Summary of email ${n}`;
  const rowOf = (emailId: number, n: number, batchId: number) =>
    makeOutcome({ emailId, batchId, datasetId: made.datasetId, requestId: batchId * 1000 + n, text: text(n) });
  save(
    store.db,
    emailIds.map((emailId, n) => rowOf(emailId, n, left)),
  );
  save(
    store.db,
    emailIds.slice(0, -1).map((emailId, n) => {
      const row = rowOf(emailId, n, right);
      if (n === 7) return { ...row, outcome: "failed" as const, text: "", reason: "No answer came" };
      return n % 10 === 0 ? { ...row, text: `${row.text}, longer` } : row;
    }),
  );
});

afterEach(() => store.close());

const idOf = (batch: number, place: number) => batch * 1000 + place;
const work = async () => {
  while (await pickStep({ db: store.db } as WorkerContext));
};
/** Which batch's summary is shown of each email. */
const shown = () => {
  const rows = store.db.$client
    .prepare("select email_id as emailId, batch_id as batchId from summaries where is_current = 1 order by email_id")
    .all() as { emailId: number; batchId: number }[];
  expect(rows.map((row) => row.emailId)).toEqual(emailIds);
  return rows.map((row) => (row.batchId === left ? "l" : "r")).join("");
};

function readAll(onlyDifferent: boolean, limit: number) {
  const rows = [];
  for (let after: number | null = 0; after !== null; ) {
    const page = listPairs(store.db, { left, right }, { onlyDifferent, after, limit });
    rows.push(...page.rows);
    after = page.next;
  }
  return rows;
}

describe("two batches side by side", () => {
  it.each([7, 50, 200])("are read pair by pair, %d at a time", (limit) => {
    const places = readAll(false, limit).map((pair) => emailIds.indexOf(pair.emailId));
    expect(places).toEqual(emailIds.slice(0, -1).map((_, n) => n));
    const different = readAll(true, limit).map((pair) => emailIds.indexOf(pair.emailId));
    expect(different).toEqual([0, 7, ...Array.from({ length: 24 }, (_, n) => (n + 1) * 10)]);
  });

  it("say of each side what it is", () => {
    const [first, , , , , , , failed] = readAll(false, 50);
    expect(first).toMatchObject({
      subject: "Subject 0",
      left: { id: idOf(left, 0), text: "Summary of email 0", isCurrent: false, claims: null },
      right: { id: idOf(right, 0), text: "Summary of email 0, longer", isCurrent: true },
    });
    expect(failed).toMatchObject({ left: { isCurrent: true }, right: { outcome: "failed", reason: "No answer came" } });
  });

  it("are counted as a whole", async () => {
    const claim = [{ start: 0, end: 7, kind: "name" }];
    store.db.$client
      .prepare("update summaries set grounded_revision = revision, claims = ? where id = ?")
      .run(JSON.stringify(claim), idOf(right, 0));
    expect(await countPairs(store.db, { left, right })).toMatchObject({
      pairs: COUNT - 1,
      different: 26,
      left: { claims: 0, grounded: 0, inUse: 1 },
      right: { claims: 1, grounded: 1, inUse: COUNT - 2 },
    });
  });

  it("must be two in use over the same dataset", () => {
    const other = makeBatch(store.db, makeDataset(store.db, { emails: 1 }).datasetId);
    const ask = (two: { left: number; right: number }) =>
      listPairs(store.db, two, { onlyDifferent: false, after: 0, limit: 1 });
    expect(() => ask({ left, right: other })).toThrow(/same dataset/);
    expect(() => ask({ left, right: left })).toThrow(/two different/);
    expect(() => ask({ left, right: 99 })).toThrow(/does not exist/);
    expect(listComparable(store.db, left)).toEqual([{ id: right, name: "New", model: "m", promptName: "Classic" }]);
    store.db.$client.prepare("update batches set removed_at = 1 where id = ?").run(right);
    expect(() => ask({ left, right })).toThrow(/does not exist/);
    expect(listComparable(store.db, left)).toEqual([]);
  });
});

describe("choosing one batch for all", () => {
  it("shows it everywhere, and undoing brings back what was shown", async () => {
    const before = shown();
    const { id } = pickAll(store.db, { batchId: left, otherId: right }, BY);
    await work();
    expect(shown()).toBe("l".repeat(COUNT));
    expect(readPick(store.db, { left, right })).toMatchObject({
      id,
      batchId: left,
      state: "picked",
      done: 249,
      kept: 0,
    });
    expect(listSummaries(store.db, {}, "newest", { limit: 50 }).rows.every((row) => row.batchId === left)).toBe(true);
    undoPickAll(store.db, id);
    await work();
    undoPickAll(store.db, id);
    await work();
    expect(shown()).toBe(before);
    expect(readPick(store.db, { left: right, right: left })).toMatchObject({ state: "undone" });
    expect(store.db.$client.prepare("select count(*) from picked_before").pluck().get()).toBe(0);
  });

  it("never touches what a person corrected or reviewed", async () => {
    editSummary(store.db, { id: idOf(right, 3), revision: 1, text: "By hand" }, { at: 1, who: "Bo" });
    reviewSummary(store.db, { id: idOf(right, 4), revision: 1, isReviewed: true }, { at: 1, who: "Bo" });
    pickAll(store.db, { batchId: left, otherId: right }, BY);
    await work();
    expect([...shown()].flatMap((side, n) => (side === "r" ? [n] : []))).toEqual([3, 4]);
    expect(readPick(store.db, { left, right })).toMatchObject({ done: 247, kept: 2 });
  });

  it("never touches what a person corrected in a third batch", async () => {
    const third = makeBatch(store.db, datasetId, "Third");
    save(store.db, [makeOutcome({ emailId: emailIds[5] ?? 0, batchId: third, datasetId, requestId: idOf(third, 5) })]);
    editSummary(store.db, { id: idOf(third, 5), revision: 1, text: "By hand" }, { at: 1, who: "Bo" });
    pickAll(store.db, { batchId: left, otherId: right }, BY);
    await work();
    expect(readPick(store.db, { left, right })).toMatchObject({ done: 248, kept: 1 });
    expect(
      listSummaries(store.db, {}, "newest", { limit: 300 }).rows.filter((row) => row.batchId !== left),
    ).toMatchObject([{ batchId: third, text: "By hand" }]);
  });

  it("leaves what was picked by hand before and since when it is undone", async () => {
    pickSummary(store.db, { id: idOf(left, 1), isPicked: true }, 10);
    const { id } = pickAll(store.db, { batchId: left, otherId: right }, BY);
    await work();
    pickSummary(store.db, { id: idOf(left, 2), isPicked: true }, NOW + 10);
    undoPickAll(store.db, id);
    await work();
    expect(shown()[1]).toBe("l");
    expect(shown()[2]).toBe("l");
    expect(shown()[3]).toBe("r");
    const at = store.db.$client.prepare("select picked_at from summaries where id = ?").pluck();
    expect([at.get(idOf(left, 1)), at.get(idOf(left, 2)), at.get(idOf(left, 3))]).toEqual([10, NOW + 10, null]);
  });

  it("can be undone half-way, and changes sides as often as somebody wants", async () => {
    const before = shown();
    const { id } = pickAll(store.db, { batchId: left, otherId: right }, BY);
    // Time flies: a slice ends with the first few rows.
    let now = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => (now += 1000));
    await pickStep({ db: store.db } as WorkerContext);
    expect(shown().indexOf("r")).toBe(10);
    await pickStep({ db: store.db } as WorkerContext);
    clock.mockRestore();
    expect(shown().indexOf("r")).toBe(20);
    expect(readPick(store.db, { left, right })).toMatchObject({ state: "picking", done: 20, kept: 0 });
    expect(() => pickAll(store.db, { batchId: right, otherId: left }, BY)).toThrow(/already/);
    undoPickAll(store.db, id);
    await work();
    expect(shown()).toBe(before);
    for (const [batchId, otherId] of [
      [left, right],
      [right, left],
      [left, right],
    ] as const) {
      pickAll(store.db, { batchId, otherId }, BY);
      await work();
    }
    expect(shown()).toBe("l".repeat(COUNT));
    expect(() => undoPickAll(store.db, 99)).toThrow(/no longer/);
  });
});
