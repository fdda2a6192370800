import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unlearnWords } from "#lib/search/known-words";
import { correctQuery, distance } from "#lib/search/typos";
import { forgetSummaries } from "#lib/summaries/forget";
import { listSummaries } from "#lib/summaries/list";
import { indexAll, makeBatch, makeOutcome, save } from "#tests/integration/summaries/stage";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";

let store: TempStore;
let batchId: number;
const TEXTS = [
  "The budget for the contract is signed.",
  "The contract with Müller ends in May.",
  "A contrast between two offers.",
  "Zephyrine ordered xylophones, number budgex9.",
];

beforeAll(async () => {
  store = await tempStore();
  const { datasetId, emailIds } = makeDataset(store.db, { emails: TEXTS.length });
  batchId = makeBatch(store.db, datasetId);
  save(
    store.db,
    emailIds.map((emailId, at) => makeOutcome({ emailId, batchId, text: TEXTS[at] })),
  );
  indexAll(store.db);
});
afterAll(() => store.close());

describe("correctQuery", () => {
  it.each([
    ["budgte contract", "budget contract"],
    ["bugdet", "budget"],
    ["contrat", "contract"],
    ["contrct muler", "contract muller"],
    ["xylofones", "xylophones"],
    ["ubdget", "budget"],
  ])("reads %j as %j", (typed, meant) => {
    expect(correctQuery(store.db.$client, typed).query).toBe(meant);
  });

  it.each(["budget", "contra", "budgex", '"budgte"', "bud", "zzzzzz", "4200", "person1@exmple.com", "会儀", ""])(
    "leaves %j alone",
    (typed) => {
      expect(correctQuery(store.db.$client, typed)).toEqual({ query: typed, corrections: [] });
    },
  );

  it("makes lists find what was meant, and say so", () => {
    const page = listSummaries(store.db, { q: "budgte" }, "best", { limit: 5 });
    expect(page.rows.map((row) => row.text)).toEqual([TEXTS[0]]);
    expect(page.corrections).toEqual([{ typed: "budgte", word: "budget" }]);
    expect(listSummaries(store.db, { q: "budget" }, "best", { limit: 5 }).corrections).toEqual([]);
  });
});

describe("distance", () => {
  const word = fc.string({ unit: fc.constantFrom(..."abcd"), maxLength: 9 });
  it("is a measure: nothing for the same, the same both ways, one for one mistake", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(distance(a, a, 2)).toBe(0);
        expect(distance(a, b, 9)).toBe(distance(b, a, 9));
        expect(distance(a, b, 2)).toBe(Math.min(3, distance(a, b, 9)));
        if (a !== b) expect(distance(a, b, 9)).toBeGreaterThan(0);
      }),
    );
    fc.assert(
      fc.property(word, fc.nat({ max: 8 }), (text, place) => {
        const at = Math.min(place, text.length);
        expect(distance(text, `${text.slice(0, at)}x${text.slice(at)}`, 2)).toBe(1);
      }),
    );
    expect(distance("huose", "house", 2)).toBe(1);
  });
});

it("forgets words that no text has any more", () => {
  store.db.$client.transaction(() => forgetSummaries(store.db, batchId, 1000))();
  while (unlearnWords(store.db));
  const left = store.db.$client.prepare("select word from search_words").pluck().all();
  expect(left).toEqual([]);
});
