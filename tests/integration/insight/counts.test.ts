import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listActions, markAction } from "#lib/insight/action-items";
import { readDigest } from "#lib/insight/digest";
import { readDues } from "#lib/insight/due-step";
import { countJudgements } from "#lib/insight/judgements";
import { countSenders } from "#lib/insight/senders";
import type { Count } from "#lib/insight/view";
import { countVolume } from "#lib/insight/volume";
import { listSummaries } from "#lib/summaries/list";
import { readPrintRows } from "#lib/summaries/print";
import type { SummaryFilter } from "#lib/summaries/view";
import { fillStore, type Plain, tally } from "#tests/integration/insight/world";
import { makeBatch, makeOutcome, save } from "#tests/integration/summaries/stage";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";

let store: TempStore;
let all: Plain[];

beforeAll(async () => {
  store = await tempStore();
  all = fillStore(store.db, 600);
  while (readDues(store.db) > 0);
});
afterAll(() => store.close());

const DAY = 86_400_000;
const dayText = (date: number) => new Date(date).toISOString().slice(0, 10);
const asRecord = (counts: Count[]) =>
  Object.fromEntries(counts.filter((one) => one.count > 0).map((one) => [one.name, one.count]));
const isContract = (one: Plain) => /^Contract/.test(textOf(one));
const textOf = (one: Plain) =>
  store.db.$client.prepare("select text from summaries where id = ?").pluck().get(one.id) as string;

/** Wide and narrow filters, each with what it means in JavaScript. */
const cases: [string, SummaryFilter, (one: Plain) => boolean][] = [
  ["everything", {}, () => true],
  ["a dataset", { dataset: 2 }, (one) => one.datasetId === 2],
  ["a batch", { batch: 1 }, (one) => one.batchId === 1],
  ["failures", { outcome: "failed" }, (one) => one.outcome === "failed"],
  [
    "some days",
    { from: "2026-03-10", to: "2026-04-20" },
    (one) => one.date >= Date.UTC(2026, 2, 10) && one.date < Date.UTC(2026, 3, 21),
  ],
  ["a word", { q: "contract" }, isContract],
  ["a sender", { sender: '"Mei Tanaka"' }, (one) => one.sender === "Mei Tanaka"],
  [
    "a judgement",
    { sentiment: "negative", dataset: 1 },
    (one) => one.fields?.sentiment === "negative" && one.datasetId === 1,
  ],
  [
    "a word on some days",
    { q: "letter", from: "2026-05-01" },
    (one) => !isContract(one) && one.outcome === "summarised" && one.date >= Date.UTC(2026, 4, 1),
  ],
  ["nothing", { q: "zebracrossing" }, () => false],
];

describe.each(cases)("under %s", (_, filter, matches) => {
  it("counts the days", () => {
    const wanted = all.filter(matches);
    const volume = countVolume(store.db, filter);
    expect(volume.total).toBe(wanted.length);
    expect(volume.undated).toBe(wanted.filter((one) => one.date === 0).length);
    for (const bar of volume.bars) {
      const inside = wanted.filter(
        (one) => one.date !== 0 && bar.from <= dayText(one.date) && dayText(one.date) <= bar.to,
      );
      expect(bar.count).toBe(inside.length);
    }
    expect(volume.bars.reduce((sum, bar) => sum + bar.count, volume.undated)).toBe(wanted.length);
  });

  it("counts senders, and each leads to a list with as many", () => {
    const { top } = countSenders(store.db, filter);
    expect(asRecord(top)).toEqual(tally(all.filter(matches), (one) => one.sender));
    for (const { value, count } of top.slice(0, filter.sender ? 0 : 2)) {
      expect(listSummaries(store.db, { ...filter, sender: value }, "newest", { limit: 1 }).total).toBe(count);
    }
  });

  it("counts judgements", async () => {
    const { sentiment, urgency, category } = await countJudgements(store.db, filter);
    const wanted = all.filter(matches);
    expect(asRecord(sentiment)).toEqual(tally(wanted, (one) => one.fields?.sentiment));
    expect(asRecord(urgency)).toEqual(tally(wanted, (one) => one.fields?.urgency));
    expect(asRecord(category)).toEqual(tally(wanted, (one) => one.fields?.category));
  });

  it("lists what is to be done, the soonest first", () => {
    const { items, open } = listActions(store.db, filter, { done: false });
    const wanted = all.filter(matches).flatMap((one) => one.fields?.actions ?? []);
    expect(open).toBe(wanted.length);
    const dues = items.map((item) => item.dueDay ?? "9999");
    expect(dues).toEqual(dues.toSorted());
    expect(items.filter((item) => item.dueDay).length).toBe(Math.min(50, wanted.filter((one) => one.due).length));
  });

  it("takes its digest out of summaries under the filter only", () => {
    const digest = readDigest(store.db, filter);
    const wanted = new Set(all.filter((one) => matches(one) && one.outcome === "summarised").map((one) => one.id));
    expect(digest.read).toBe(Math.min(500, wanted.size));
    for (const line of digest.groups.flatMap((group) => group.lines)) {
      expect(line.ids.every((id) => wanted.has(id))).toBe(true);
      expect(textOf({ id: line.ids[0] } as Plain)).toContain(line.text);
    }
  });

  it("prints the newest", () => {
    const wanted = all.filter(matches).map((one) => one.id);
    expect(readPrintRows(store.db, filter).map((row) => row.id)).toEqual(wanted.sort((a, b) => b - a).slice(0, 500));
  });
});

describe("volume", () => {
  it("never shows a bar wider than the filter's dates", () => {
    const { bars } = countVolume(store.db, { from: "2026-03-10", to: "2026-06-20" });
    expect([bars[0]?.from, bars.at(-1)?.to]).toEqual(["2026-03-10", "2026-06-20"]);
  });

  it("counts by years when one email is from long ago, with and without a search", async () => {
    const old = await tempStore();
    const dates = [Date.UTC(1969, 11, 31), Date.UTC(1970, 0, 1, 5), null, Date.UTC(2026, 5, 1), Date.UTC(2026, 5, 2)];
    const { datasetId, emailIds } = makeDataset(old.db, { emails: dates.map((date) => ({ date })) });
    const batchId = makeBatch(old.db, datasetId);
    save(
      old.db,
      emailIds.map((emailId) => makeOutcome({ emailId, batchId, datasetId })),
    );
    for (const filter of [{}, { tags: undefined, ids: emailIds.map((id) => id * 100 + batchId) }]) {
      const { unit, bars, undated, total } = countVolume(old.db, filter);
      expect([unit, undated, total]).toEqual(["year", 1, 5]);
      expect(bars.filter((bar) => bar.count > 0).map((bar) => [bar.from, bar.count])).toEqual([
        ["1969-01-01", 1],
        ["1970-01-01", 1],
        ["2026-01-01", 2],
      ]);
    }
    old.close();
  });

  it("leaves out what was removed", async () => {
    const own = await tempStore();
    const plain = fillStore(own.db, 60);
    own.db.$client.exec("update datasets set removed_at = 1 where id = 1");
    const left = plain.filter((one) => one.datasetId === 2);
    expect(countVolume(own.db, {}).total).toBe(left.length);
    expect(asRecord(countSenders(own.db, {}).top)).toEqual(tally(left, (one) => one.sender));
    expect(listActions(own.db, {}, { done: false }).open).toBe(left.flatMap((one) => one.fields?.actions ?? []).length);
    own.close();
  });
});

describe("action items", () => {
  it("are ticked off once, with a name, and open again", async () => {
    const own = await tempStore();
    fillStore(own.db, 40);
    const [first] = listActions(own.db, {}, { done: false }).items;
    if (!first) throw new Error("Nothing to do.");
    const { open } = listActions(own.db, {}, { done: false });
    markAction(own.db, { ...first, isDone: true }, { at: 5 * DAY, who: "Kim" });
    markAction(own.db, { ...first, isDone: true }, { at: 6 * DAY, who: "Lee" });
    expect(listActions(own.db, {}, { done: false })).toMatchObject({ open: open - 1, hasDone: true });
    expect(listActions(own.db, {}, { done: true }).items).toMatchObject([
      { summaryId: first.summaryId, doneAt: 5 * DAY, doneBy: "Kim" },
    ]);
    markAction(own.db, { ...first, isDone: false }, { at: 7 * DAY, who: "Kim" });
    expect(listActions(own.db, {}, { done: false })).toMatchObject({ open, hasDone: false });
    expect(() => markAction(own.db, { summaryId: 1, place: 99, isDone: true }, { at: 0, who: "" })).toThrow(
      /does not exist/,
    );
    own.close();
  });

  it("stay ticked off where another batch names the same of the same email", async () => {
    const own = await tempStore();
    const { datasetId, emailIds } = makeDataset(own.db, { emails: 2 });
    const answer = (batchId: number, ...what: string[]) =>
      save(
        own.db,
        emailIds.map((emailId) =>
          makeOutcome({
            emailId,
            batchId,
            datasetId,
            fields: { actions: what.map((one) => ({ what: one, owner: null, due: null })) },
          }),
        ),
      );
    const said = (done: boolean) => listActions(own.db, {}, { done }).items.map((item) => item.what);
    answer(makeBatch(own.db, datasetId), "Call Ann", "Pay");
    const [first] = listActions(own.db, {}, { done: false }).items;
    if (!first) throw new Error("Nothing to do.");
    markAction(own.db, { ...first, isDone: true }, { at: 5 * DAY, who: "Kim" });
    answer(makeBatch(own.db, datasetId), "Pay", "Travel", "call Ann");
    expect(said(true)).toEqual([first.what.toLowerCase() === "pay" ? "Pay" : "call Ann"]);
    expect(said(false)).toHaveLength(5);
    expect(listActions(own.db, {}, { done: true }).items).toMatchObject([{ doneAt: 5 * DAY, doneBy: "Kim" }]);
    own.close();
  });

  it("follow an answer that comes again, and leave with their summary", async () => {
    const own = await tempStore();
    const { datasetId, emailIds } = makeDataset(own.db, { emails: 1 });
    const batchId = makeBatch(own.db, datasetId);
    const emailId = emailIds[0] as number;
    const answer = (what: string[], text: string) =>
      save(own.db, [
        makeOutcome({
          emailId,
          batchId,
          datasetId,
          text,
          fields: { actions: what.map((one) => ({ what: one, owner: null, due: "Friday" })) },
        }),
      ]);
    const open = () => listActions(own.db, {}, { done: false }).items;
    answer(["Call", "Write", "Pay"], "one");
    expect(open().map((item) => item.dueDay)).toEqual([null, null, null]);
    while (readDues(own.db) > 0);
    expect(open().map((item) => item.dueDay)).toEqual(["2026-01-09", "2026-01-09", "2026-01-09"]);
    for (const item of open()) markAction(own.db, { ...item, isDone: true }, { at: 1, who: "" });
    answer(["Call", "Travel"], "two");
    expect(open().map((item) => item.what)).toEqual(["Travel"]);
    expect(listActions(own.db, {}, { done: true }).items.map((item) => item.what)).toEqual(["Call"]);
    own.db.$client.exec("delete from summaries");
    expect(own.db.$client.prepare("select count(*) from action_items").pluck().get()).toBe(0);
    own.close();
  });
});
