import { afterEach, beforeEach, expect, it } from "vitest";
import { listSearches, removeSearch, renameSearch, restoreSearch, saveSearch } from "#lib/summaries/searches";
import { type TempStore, tempStore } from "#tests/support/db";

let store: TempStore;
const BY = { at: 1, who: "Ann" };

beforeEach(async () => {
  store = await tempStore();
});

afterEach(() => store.close());

const names = () => listSearches(store.db).map((one) => one.name);

it("keeps what an address means, in the order of names", () => {
  saveSearch(store.db, { name: "late", address: "q=late&nonsense=1&sort=newest&open=5" }, BY);
  saveSearch(store.db, { name: "Angry", address: "?sentiment=negative&tags=3,3,1&outcome=wrong" }, BY);
  expect(listSearches(store.db)).toEqual([
    { id: 2, name: "Angry", address: "tags=3%2C1&sentiment=negative", createdBy: "Ann" },
    { id: 1, name: "late", address: "q=late&sort=newest", createdBy: "Ann" },
  ]);
});

it("has each name once, capitals aside", () => {
  saveSearch(store.db, { name: "Late", address: "q=late" }, BY);
  const other = saveSearch(store.db, { name: "Other", address: "q=other" }, BY);
  expect(() => saveSearch(store.db, { name: "late", address: "q=x" }, BY)).toThrow(/“late” already/);
  expect(() => renameSearch(store.db, { id: other.id, name: "LATE" })).toThrow(/already/);
  renameSearch(store.db, { id: other.id, name: "OTHER" });
  expect(names()).toEqual(["Late", "OTHER"]);
});

it("removes and brings back, unless the name was given away meanwhile", () => {
  const { id } = saveSearch(store.db, { name: "Late", address: "q=late" }, BY);
  removeSearch(store.db, id, 2);
  expect(names()).toEqual([]);
  expect(() => removeSearch(store.db, id, 3)).toThrow(/does not exist/);
  expect(() => renameSearch(store.db, { id, name: "x" })).toThrow(/does not exist/);
  restoreSearch(store.db, id);
  expect(names()).toEqual(["Late"]);
  removeSearch(store.db, id, 4);
  saveSearch(store.db, { name: "late", address: "q=new" }, BY);
  expect(() => restoreSearch(store.db, id)).toThrow(/already/);
  expect(() => restoreSearch(store.db, 99)).toThrow(/does not exist/);
});

it("stops at 200", () => {
  for (let n = 0; n < 200; n += 1) saveSearch(store.db, { name: `Search ${n}`, address: `q=${n}` }, BY);
  expect(() => saveSearch(store.db, { name: "One more", address: "q=x" }, BY)).toThrow(/Remove one first/);
});
