import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { summaries } from "#db/schema";
import { fillIndex } from "#lib/search/fill";
import { words } from "#lib/search/fold";
import { tidyWords } from "#lib/search/forget";
import { matchQuery, matchSender } from "#lib/search/match";
import { forgetSummaries } from "#lib/summaries/forget";
import { indexAll, makeBatch, makeOutcome, save } from "#tests/integration/summaries/stage";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";

let store: TempStore;

/** The emails whose summaries match. */
function find(query: string | null): number[] {
  if (query === null) return [];
  const statement = store.db.$client.prepare(
    `select email_id from summaries where id in (select rowid from summary_words where summary_words match ?)
      order by email_id`,
  );
  return statement.pluck().all(query) as number[];
}

describe("the words of summaries", () => {
  beforeAll(async () => {
    store = await tempStore();
    const { datasetId, emailIds } = makeDataset(store.db, { emails: 6 });
    const batchId = makeBatch(store.db, datasetId);
    save(
      store.db,
      emailIds.map((emailId) => makeOutcome({ emailId, batchId, text: "" })),
    );
  });
  afterAll(() => store.close());

  const pieces = fc.constantFrom(
    ..."an anna annual rep report Müller Mueller straße STRASSE café cafe\u0301 naïve İstanbul Łódź".split(" "),
    ..."会議 議事 会 データ データベース ガ カ 회의 x-ray e.g. 3.5% ＡＢＣ abc 42 420 -- \" ' 😀".split(" "),
  );
  const texts = fc.array(pieces, { maxLength: 7 }).map((list) => list.join(" "));
  const queries = fc.oneof(
    fc.array(pieces, { minLength: 1, maxLength: 2 }).map((list) => list.filter((one) => one !== '"').join(" ")),
    fc.array(pieces, { minLength: 1, maxLength: 3 }).map((list) => `"${list.filter((one) => one !== '"').join(" ")}"`),
  );

  /** Whether a text has the words of a query next to each other, field by field, the last one perhaps only begun. */
  function has(field: string, phrase: string[], isPrefix: boolean): boolean {
    const inside = words(field);
    return inside.some((_, at) =>
      phrase.every((word, n) =>
        isPrefix && n === phrase.length - 1 ? inside[at + n]?.startsWith(word) : inside[at + n] === word,
      ),
    );
  }

  /** What a query means, said without any index. */
  function naive(fields: string[], query: string): boolean {
    const isQuoted = query.startsWith('"');
    const phrases = (isQuoted ? [query] : query.split(" ")).map(words).filter((phrase) => phrase.length > 0);
    if (phrases.length === 0) return false;
    return phrases.every((phrase, n) => {
      const last = phrase.at(-1) ?? "";
      const isPrefix = !isQuoted && n === phrases.length - 1 && last.length >= 3;
      return fields.some((field) => has(field, phrase, isPrefix));
    });
  }

  it("are found exactly where a naive search finds them", () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 6, maxLength: 6 }), queries, (corpus, query) => {
        const rows = store.db.select().from(summaries).all();
        const again = rows.map((row, n) => makeOutcome({ ...row, text: corpus[n] ?? "" }));
        save(store.db, again);
        indexAll(store.db);
        const expected = rows.filter((row, n) => naive([corpus[n] ?? "", row.subject, row.sender], query));
        expect(find(matchQuery(query))).toEqual(expected.map((row) => row.emailId));
      }),
      { numRuns: 300 },
    );
  });

  it("are asked for without a syntax error, whatever somebody types", () => {
    const typed = fc.oneof(
      fc.string({ unit: "binary", maxLength: 50 }),
      fc
        .array(fc.constantFrom(..."\"'*^:(){}+-\\ abc AND OR NOT NEAR \0“”"), { maxLength: 30 })
        .map((list) => list.join("")),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const all = [matchQuery(text), matchSender(text)].filter((query) => query !== null);
        for (const query of all) find(query);
        if (all.length > 1) find(all.map((query) => `(${query})`).join(" AND "));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["person3@example.com", [4]],
    ["person", [1, 2, 3, 4, 5, 6]],
    ["Person 2", [3]],
    ["subject", []],
  ])("name senders: %s", (typed, expected) => {
    expect(find(matchSender(typed))).toEqual(expected);
  });
});

describe("words that change", () => {
  beforeEach(async () => {
    store = await tempStore();
  });
  afterEach(() => store.close());

  it("leave the index and its pages when forgotten", () => {
    const { datasetId, emailIds } = makeDataset(store.db, { emails: 200 });
    const kept = makeBatch(store.db, datasetId);
    const gone = makeBatch(store.db, datasetId);
    save(
      store.db,
      emailIds.map((emailId) => makeOutcome({ emailId, batchId: kept, text: `Keepable ${emailId}` })),
    );
    save(
      store.db,
      emailIds.map((emailId) => makeOutcome({ emailId, batchId: gone, text: `Xylophone ${emailId}` })),
    );
    indexAll(store.db);
    expect(find('"xylophone"')).toHaveLength(200);
    expect(stored("xylophone")).toBe(true);
    store.db.$client.transaction(() => forgetSummaries(store.db, gone, 1000))();
    expect(find('"xylophone"')).toEqual([]);
    while (tidyWords(store.db));
    expect(stored("xylophone")).toBe(false);
    expect(find('"keepable"')).toHaveLength(200);
    expect(tidyWords(store.db)).toBe(false);
  });

  it("are indexed to the end, however short the slices", () => {
    const { datasetId, emailIds } = makeDataset(store.db, { emails: 120 });
    const batchId = makeBatch(store.db, datasetId);
    save(
      store.db,
      emailIds.map((emailId) => makeOutcome({ emailId, batchId })),
    );
    const slices: number[] = [];
    for (let count = fillIndex(store.db, 0); count > 0; count = fillIndex(store.db, 0)) slices.push(count);
    expect(slices).toEqual([50, 50, 20]);
  });

  it("are those of the text before, when a summary changes", () => {
    const { datasetId, emailIds } = makeDataset(store.db, { emails: 1 });
    const batchId = makeBatch(store.db, datasetId);
    const emailId = emailIds[0] ?? 0;
    save(store.db, [makeOutcome({ emailId, batchId, text: "before" })]);
    indexAll(store.db);
    save(store.db, [makeOutcome({ emailId, batchId, text: "after" })]);
    expect(find('"before"')).toHaveLength(1);
    indexAll(store.db);
    expect(find('"before"')).toEqual([]);
    expect(find('"after"')).toHaveLength(1);
    expect(fillIndex(store.db, 10)).toBe(0);
  });
});

/** Whether the index's own pages still hold a word. */
function stored(word: string): boolean {
  const found = store.db.$client.prepare("select 1 from summary_words_data where instr(block, cast(? as blob)) > 0");
  return found.get(word.slice(1)) !== undefined;
}
