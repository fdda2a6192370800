import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { summaries, summaryEdits } from "#db/schema";
import { editSummary, restoreEdit, undoEdit } from "#lib/summaries/edit";
import { forgetSummaries } from "#lib/summaries/forget";
import { getSummary } from "#lib/summaries/get";
import { listSummaries } from "#lib/summaries/list";
import { pickSummary, rateSummary, reviewSummary } from "#lib/summaries/review";
import type { SummaryFilter } from "#lib/summaries/view";
import { indexAll, makeBatch, makeOutcome, save } from "#tests/integration/summaries/stage";
import { type TempStore, tempStore } from "#tests/support/db";
import { FIRST_TIME, makeDataset } from "#tests/support/factories";

let store: TempStore;
let emailId: number;
let batchIds: number[];
let clock = FIRST_TIME;
const MODEL = "The model's text";

beforeEach(async () => {
  store = await tempStore("web");
  const made = makeDataset(store.db, { emails: 2 });
  emailId = made.emailIds[0] ?? 0;
  batchIds = [1, 2, 3].map((n) => makeBatch(store.db, made.datasetId, `Batch ${n}`));
  summarise(1, MODEL);
});
afterEach(() => store.close());

function tick(): number {
  clock += 1000;
  return clock;
}

const batch = (n: number) => batchIds[n - 1] ?? 0;
const summarise = (n: number, text: string) => save(store.db, [makeOutcome({ emailId, batchId: batch(n), text })]);
const ann = () => ({ at: tick(), who: "Ann" });
const ben = () => ({ at: tick(), who: "Ben" });
const idOf = (n: number) =>
  store.db.$client.prepare("select id from summaries where batch_id = ?").pluck().get(batch(n)) as number;
const view = (n = 1) => getSummary(store.db, idOf(n));
const edit = (text: string, by = ann(), revision = view().revision) =>
  editSummary(store.db, { id: idOf(1), revision, text }, by);
const review = (isReviewed = true, by = ben()) =>
  reviewSummary(store.db, { id: idOf(1), revision: view().revision, isReviewed }, by);
const current = () => listSummaries(store.db, {}, "newest", { limit: 9 }).rows.map((row) => row.text);
const found = (filter: SummaryFilter) => listSummaries(store.db, filter, "newest", { limit: 9 }).total;

describe("correcting a summary", () => {
  it("says who and when, keeps every text, and is found by its new words", () => {
    edit("First correction");
    edit("  Second\r\ncorrection ", ben());
    indexAll(store.db);
    expect(view()).toMatchObject({ text: "Second\ncorrection", correctedBy: "Ben", correctedAt: clock, revision: 3 });
    expect(view().history.map(({ how, text, who }) => [how, text, who])).toEqual([
      ["edited", "Second\ncorrection", "Ben"],
      ["edited", "First correction", "Ann"],
      ["written", MODEL, ""],
    ]);
    expect(found({ q: "second" })).toBe(1);
    expect(found({ q: "model" })).toBe(0);
    expect(found({ review: "corrected" })).toBe(1);
  });

  it("changes nothing when the text is the same, and refuses a text without words", () => {
    expect(edit(`${MODEL} `)).toEqual({ revision: 1 });
    expect(() => edit(" \n ")).toThrow(/needs some words/);
    expect(view()).toMatchObject({ revision: 1, correctedAt: null, history: [] });
  });

  it("tells the second of two people who it was, and loses neither text", () => {
    const seen = view().revision;
    edit("Ann's text", ann(), seen);
    expect(() => edit("Ben's text", ben(), seen)).toThrow("Ann changed this summary meanwhile");
    expect(view().text).toBe("Ann's text");
    edit("Ben's text", ben());
    expect(view().history.map(({ text }) => text)).toEqual(["Ben's text", "Ann's text", MODEL]);
    // The same text twice, as by a double click, is no conflict.
    expect(edit("Ben's text", ben(), seen)).toEqual({ revision: 3 });
  });

  it("is undone with the review it had ended, and counts as the model's again", () => {
    review();
    const { revision } = edit("Correction");
    expect(view()).toMatchObject({ reviewedAt: null, reviewedBy: "" });
    undoEdit(store.db, { id: idOf(1), revision }, ann());
    expect(view()).toMatchObject({ text: MODEL, correctedAt: null, correctedBy: "", reviewedBy: "Ben", revision: 3 });
    expect(() => undoEdit(store.db, { id: idOf(1), revision: 3 }, ann())).toThrow(/nothing to undo/);
  });

  it("is undone to the correction before, which is still the other person's", () => {
    edit("Ann's text");
    const { revision } = edit("Ben's text", ben());
    undoEdit(store.db, { id: idOf(1), revision }, ben());
    expect(view()).toMatchObject({ text: "Ann's text", correctedBy: "Ann" });
  });

  it("is not undone when somebody changed it since", () => {
    const { revision } = edit("Ann's text");
    edit("Ben's text", ben());
    expect(() => undoEdit(store.db, { id: idOf(1), revision }, ann())).toThrow("Ben changed this summary meanwhile");
  });

  it("goes back to any text of its history", () => {
    edit("One");
    edit("Two");
    const [, one, written] = view().history;
    const back = (editId = 0) => restoreEdit(store.db, { id: idOf(1), revision: view().revision, editId }, ben());
    back(one?.id);
    expect(view()).toMatchObject({ text: "One", correctedBy: "Ben" });
    back(written?.id);
    expect(view()).toMatchObject({ text: MODEL, correctedAt: null });
    expect(() => back(987)).toThrow(/version does not exist/);
  });

  it("keeps a history that nobody can rewrite, and that goes with its batch", () => {
    edit("One");
    expect(() => store.db.update(summaryEdits).set({ text: "Other" }).run()).toThrow(/append-only/);
    store.db.$client.transaction(() => forgetSummaries(store.db, batch(1), 10))();
    expect(store.db.select().from(summaryEdits).all()).toEqual([]);
  });

  it("refuses what is gone, and an email without a summary", () => {
    save(store.db, [makeOutcome({ emailId: emailId + 1, batchId: batch(1), outcome: "failed" })]);
    const failed = store.db.select().from(summaries).all()[1]?.id ?? 0;
    const wish = { revision: 1, text: "Words" };
    expect(() => editSummary(store.db, { id: failed, ...wish }, ann())).toThrow("This email has no summary.");
    expect(() => rateSummary(store.db, { id: 98_765, rating: 1 })).toThrow(/does not exist/);
    store.db.$client.prepare("update batches set removed_at = 1 where id = ?").run(batch(1));
    expect(() => editSummary(store.db, { id: idOf(1), ...wish }, ann())).toThrow(/does not exist/);
  });
});

describe("reviewing and rating", () => {
  it("says who found a text right, until that is taken back or the text changes", () => {
    review();
    expect([found({ review: "reviewed" }), found({ review: "open" })]).toEqual([1, 0]);
    const { reviewedAt } = view();
    review(true, ann());
    expect(view()).toMatchObject({ reviewedBy: "Ben", reviewedAt });
    review(false);
    expect([found({ review: "reviewed" }), found({ review: "open" })]).toEqual([0, 1]);
  });

  it("gives an earlier review back as it was when taking it back is undone", () => {
    review();
    const { reviewedAt, reviewedBy } = view();
    review(false, ann());
    const was = { at: reviewedAt ?? 0, who: reviewedBy };
    reviewSummary(store.db, { id: idOf(1), revision: view().revision, isReviewed: true, was }, ann());
    expect(view()).toMatchObject({ reviewedBy: "Ben", reviewedAt });
  });

  it("does not approve a text that the reader has not seen", () => {
    const seen = view().revision;
    edit("Ann's text");
    expect(() => reviewSummary(store.db, { id: idOf(1), revision: seen, isReviewed: true }, ben())).toThrow(/Ann/);
  });

  it("keeps a rating until it is taken back", () => {
    for (const rating of [1, -1, null] as const) {
      rateSummary(store.db, { id: idOf(1), rating });
      expect(view().rating).toBe(rating);
    }
  });
});

describe("a re-run", () => {
  it.each([
    ["corrected", () => edit("Ann's text"), "Ann's text"],
    ["approved", () => review(), MODEL],
    ["picked", () => pickSummary(store.db, { id: idOf(1), isPicked: true }, clock), MODEL],
  ])("never takes the place of what was %s, nor its text", (_word, stand, text) => {
    stand();
    summarise(2, "A newer batch's text");
    summarise(1, "The same batch's text, collected again");
    expect(current()).toEqual([text]);
    expect(view(2).versions.map((one) => [one.batchName, one.isCurrent])).toEqual([
      ["Batch 2", false],
      ["Batch 1", true],
    ]);
  });

  it("takes the place of what was only rated", () => {
    rateSummary(store.db, { id: idOf(1), rating: 1 });
    summarise(2, "A newer batch's text");
    expect(current()).toEqual(["A newer batch's text"]);
  });

  it("gives way to the version that is picked, and comes back when that is undone", () => {
    edit("Ann's text");
    summarise(2, "Newer");
    pickSummary(store.db, { id: idOf(2), isPicked: true }, tick());
    expect(current()).toEqual(["Newer"]);
    pickSummary(store.db, { id: idOf(2), isPicked: false }, tick());
    expect(current()).toEqual(["Ann's text"]);
    const { revision } = view();
    undoEdit(store.db, { id: idOf(1), revision }, ann());
    expect(current()).toEqual(["Newer"]);
  });
});

it("is current by the latest decision of a person, whatever the order", () => {
  const step = fc.record({
    n: fc.integer({ min: 1, max: 3 }),
    act: fc.constantFrom("summarise", "review", "unreview", "pick", "unpick", "edit"),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      store.db.delete(summaries).run();
      const known = new Map<number, { edit: number; review: number; pick: number }>();
      for (const { n, act } of steps) {
        const at = tick();
        const one = known.get(n);
        if (act === "summarise" || !one) {
          if (!one) known.set(n, { edit: 0, review: 0, pick: 0 });
          summarise(n, `Text of ${n}`);
          continue;
        }
        const wish = { id: idOf(n), revision: view(n).revision };
        if (act === "pick" || act === "unpick") {
          pickSummary(store.db, { ...wish, isPicked: act === "pick" }, at);
          one.pick = act === "pick" ? at : 0;
        } else if (act === "edit") {
          editSummary(store.db, { ...wish, text: `Edit at ${at}` }, { at, who: "" });
          one.edit = at;
          one.review = 0;
        } else {
          reviewSummary(store.db, { ...wish, isReviewed: act === "review" }, { at, who: "" });
          one.review = act === "unreview" ? 0 : one.review || at;
        }
      }
      const keptAt = (n: number) => Math.max(...Object.values(known.get(n) ?? {}));
      const best = [...known.keys()].sort((a, b) => keptAt(b) - keptAt(a) || b - a)[0];
      const rows = store.db.select().from(summaries).all();
      expect(rows.filter((row) => row.isCurrent).map((row) => row.batchId)).toEqual(best ? [batch(best)] : []);
    }),
    { numRuns: 60 },
  );
});
