import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listFacets } from "#lib/summaries/facets";
import { forgetSummaries } from "#lib/summaries/forget";
import { getSummary } from "#lib/summaries/get";
import { listSummaries } from "#lib/summaries/list";
import { addTag, dismissPair, mergeTags, removeTag, renameTag, takeOffTag } from "#lib/tags/change";
import { countTags, listTags } from "#lib/tags/list";
import { undoTagChange } from "#lib/tags/undo";
import { makeBatch, makeOutcome, save } from "#tests/integration/summaries/stage";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";

const BY = { who: "Ann", now: 1 };
let store: TempStore;
let batchId: number;
let emailIds: number[];

beforeEach(async () => {
  store = await tempStore();
  const made = makeDataset(store.db, { emails: 4 });
  emailIds = made.emailIds;
  batchId = makeBatch(store.db, made.datasetId);
});
afterEach(() => store.close());

/** Stores what the emails' answers said, one list of tags each. */
function answer(lists: string[][], batch = batchId): void {
  save(
    store.db,
    lists.map((tags, at) => makeOutcome({ emailId: emailIds[at] ?? 0, batchId: batch, fields: { tags } })),
  );
}
const counts = () => Object.fromEntries(countTags(store.db, {}).map(({ name, count }) => [name, count]));
const idOf = (name: string) => countTags(store.db, {}).find((tag) => tag.name === name)?.id ?? 0;
const found = (name: string) => listSummaries(store.db, { tags: [idOf(name)] }, "newest", { limit: 50 }).total;
const rowOf = (at: number, batch = batchId) => (emailIds[at] ?? 0) * 100 + batch;
const tagsAt = (at: number) => getSummary(store.db, rowOf(at)).tags.map((tag) => tag.name);

describe("tags of answers", () => {
  test("that differ in case and plural are one, counted once for each summary", () => {
    answer([["Invoice", "urgent"], ["invoices"], ["INVOICE", "invoices"], []]);
    expect(counts()).toEqual({ Invoice: 3, urgent: 1 });
    expect(found("Invoice")).toBe(3);
    expect(tagsAt(2)).toEqual(["Invoice"]);
  });

  test("follow what is current: a newer batch replaces them, a removed one gives them back", () => {
    answer([["old"], ["old"]]);
    const newer = makeBatch(store.db, 1, "Newer");
    answer([["new"]], newer);
    expect(counts()).toEqual({ new: 1, old: 1 });
    expect(countTags(store.db, { batch: batchId })).toMatchObject([{ name: "old", count: 2 }]);
    expect(listFacets(store.db, { batch: batchId }).tags).toMatchObject([{ name: "old", count: 2 }]);
    store.db.$client.prepare("update batches set removed_at = 1 where id = ?").run(batchId);
    expect(counts()).toEqual({ new: 1 });
  });

  test("go with a deleted batch, and nothing of them stays", () => {
    answer([["secret plan"]]);
    store.db.$client
      .transaction(() => {
        while (forgetSummaries(store.db, batchId, 10) > 0);
      })
      .immediate();
    for (const table of ["tags", "summary_tags", "tag_counts"])
      expect(store.db.$client.prepare(`select count(*) from ${table}`).pluck().get()).toBe(0);
  });

  test("of a second answer replace those of the first, and leave a person's alone", () => {
    answer([["one", "two"]]);
    addTag(store.db, rowOf(0), "mine", BY);
    takeOffTag(store.db, rowOf(0), idOf("two"), BY);
    answer([["two", "three"]]);
    expect(tagsAt(0).sort()).toEqual(["mine", "three"]);
    expect(counts()).toEqual({ mine: 1, three: 1 });
  });
});

describe("a person", () => {
  test("renames a tag; later answers with the old name find it, and it can be undone", () => {
    answer([["bill"], ["bill"]]);
    const { changeId, kind } = renameTag(store.db, idOf("bill"), "Invoice", BY);
    expect(kind).toBe("merge");
    answer([["bill"], ["bill"], ["bill"], ["invoices"]]);
    expect(counts()).toEqual({ Invoice: 4 });
    const bookmarked = store.db.$client.prepare("select id from tags where key = 'bill'").pluck().get() as number;
    expect(listSummaries(store.db, { tags: [bookmarked] }, "newest", { limit: 9 }).total).toBe(4);
    undoTagChange(store.db, changeId, 2);
    undoTagChange(store.db, changeId, 3);
    expect(counts()).toEqual({ bill: 3, Invoice: 1 });
  });

  test("renames there and back, and only in case", () => {
    answer([["vip"]]);
    const { changeId } = renameTag(store.db, idOf("vip"), "VIP", BY);
    expect(counts()).toEqual({ VIP: 1 });
    renameTag(store.db, idOf("VIP"), "key customer", BY);
    renameTag(store.db, idOf("key customer"), "VIP", BY);
    expect(counts()).toEqual({ VIP: 1 });
    undoTagChange(store.db, changeId, 2);
    expect(() => renameTag(store.db, idOf("VIP"), " - ", BY)).toThrow("letter or a digit");
    expect(() => renameTag(store.db, 999, "x", BY)).toThrow("gone");
  });

  test("merges tags one after another; a summary with several of them counts once", () => {
    answer([["a1", "b1"], ["b1"], ["c1", "a1"], ["a1"]]);
    const first = mergeTags(store.db, idOf("b1"), idOf("a1"), BY);
    expect(counts()).toEqual({ a1: 4, c1: 1 });
    expect(() => mergeTags(store.db, idOf("a1"), idOf("a1"), BY)).toThrow("one tag already");
    const second = mergeTags(store.db, idOf("a1"), idOf("c1"), BY);
    expect(counts()).toEqual({ c1: 4 });
    expect(found("c1")).toBe(4);
    expect(tagsAt(0)).toEqual(["c1"]);
    undoTagChange(store.db, first.changeId, 2);
    expect(counts()).toEqual({ c1: 3, b1: 2 });
    undoTagChange(store.db, second.changeId, 2);
    expect(counts()).toEqual({ a1: 3, b1: 2, c1: 1 });
    expect(() => undoTagChange(store.db, 999, 2)).toThrow("no longer");
  });

  test("removes a tag everywhere, brings it back, and adds it by hand", () => {
    answer([["spam"], ["spam", "kept"]]);
    const id = idOf("spam");
    const { changeId } = removeTag(store.db, id, BY);
    answer([["spam"], ["spam", "kept"], ["spam"]]);
    expect(counts()).toEqual({ kept: 1 });
    expect(listSummaries(store.db, { tags: [id] }, "newest", { limit: 9 }).total).toBe(0);
    undoTagChange(store.db, changeId, 2);
    expect(counts()).toEqual({ spam: 3, kept: 1 });
    removeTag(store.db, id, BY);
    addTag(store.db, rowOf(1), "Spam", BY);
    expect(counts()).toEqual({ spam: 3, kept: 1 });
    expect(() => undoTagChange(store.db, changeId, 2)).not.toThrow();
  });

  test("adds a tag to a summary and takes one off, each undone", () => {
    answer([["one"]]);
    const added = addTag(store.db, rowOf(0), " Board  meeting ", BY);
    expect(tagsAt(0)).toEqual(["one", "Board meeting"]);
    undoTagChange(store.db, added.changeId, 2);
    expect(counts()).toEqual({ one: 1 });
    const taken = takeOffTag(store.db, rowOf(0), idOf("one"), BY);
    expect(counts()).toEqual({});
    undoTagChange(store.db, taken.changeId, 2);
    expect(tagsAt(0)).toEqual(["one"]);
    expect(() => addTag(store.db, 12345, "x", BY)).toThrow("does not exist");
  });

  test("adds a tag that was removed or stood there already, and undoes only what that did", () => {
    answer([["spam"], ["spam"], ["kept"]]);
    removeTag(store.db, idOf("spam"), BY);
    const back = addTag(store.db, rowOf(2), "Spam", BY);
    expect(counts()).toEqual({ spam: 3, kept: 1 });
    undoTagChange(store.db, back.changeId, 2);
    expect(counts()).toEqual({ kept: 1 });

    const same = addTag(store.db, rowOf(2), "kept", BY);
    undoTagChange(store.db, same.changeId, 2);
    expect(tagsAt(2)).toEqual(["kept"]);
    const off = takeOffTag(store.db, rowOf(2), idOf("kept"), BY);
    const again = addTag(store.db, rowOf(2), "kept", BY);
    undoTagChange(store.db, again.changeId, 2);
    expect(tagsAt(2)).toEqual([]);
    undoTagChange(store.db, off.changeId, 2);
    expect(tagsAt(2)).toEqual(["kept"]);
  });

  test("says that two tags are not the same, or that they are after all", () => {
    answer([["follow up"], ["followup"]]);
    const [pair] = listTags(store.db).near;
    expect(pair).toMatchObject({ why: "Written in two ways" });
    const { changeId } = dismissPair(store.db, idOf("follow up"), idOf("followup"), BY);
    expect(listTags(store.db).near).toEqual([]);
    undoTagChange(store.db, changeId, 2);
    expect(listTags(store.db).near).toHaveLength(1);
  });
});

test("lists are narrowed by several tags and by fields, and say what is left to choose", () => {
  const fields = { category: "Billing", sentiment: "negative", urgency: "high" } as const;
  save(
    store.db,
    [["a1", "b1"], ["a1"], ["b1"]].map((tags, at) =>
      makeOutcome({ emailId: emailIds[at] ?? 0, batchId, fields: at === 0 ? { tags, ...fields } : { tags } }),
    ),
  );
  const both = { tags: [idOf("a1"), idOf("b1")] };
  expect(listSummaries(store.db, both, "newest", { limit: 9 }).rows.map((row) => row.id)).toEqual([rowOf(0)]);
  expect(listSummaries(store.db, fields, "date-asc", { limit: 9 }).total).toBe(1);
  expect(listSummaries(store.db, { category: "Other" }, "newest", { limit: 9 }).total).toBe(0);
  expect(listFacets(store.db, { tags: [idOf("a1")] })).toEqual({
    tags: [{ id: idOf("b1"), name: "b1", count: 1 }],
    chosen: [{ id: idOf("a1"), name: "a1", count: 2 }],
    isCapped: false,
    category: ["Billing"],
    sentiment: ["negative"],
    urgency: ["high"],
  });
});
