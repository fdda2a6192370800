import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Fields } from "#lib/prompts/form";
import { whyMatched } from "#lib/search/why";
import { forgetSummaries } from "#lib/summaries/forget";
import { listSummaries } from "#lib/summaries/list";
import { addTag, mergeTags, removeTag, renameTag, takeOffTag } from "#lib/tags/change";
import { queueTagged } from "#lib/tags/queue";
import { undoTagChange } from "#lib/tags/undo";
import { indexAll, makeBatch, makeOutcome, save } from "#tests/integration/summaries/stage";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";

const BY = { who: "Ann", now: 1 };
const EMAILS = 7;
let store: TempStore;
let batchId: number;
let emailIds: number[];

beforeEach(async () => {
  store = await tempStore();
  const made = makeDataset(store.db, { emails: EMAILS });
  emailIds = made.emailIds;
  batchId = makeBatch(store.db, made.datasetId);
});
afterEach(() => store.close());

/** Stores an answer for each of the first emails. */
function answer(fields: Fields[], texts: string[] = []): void {
  save(
    store.db,
    fields.map((one, at) =>
      makeOutcome({ emailId: emailIds[at] ?? 0, batchId, fields: one, ...(texts[at] ? { text: texts[at] } : {}) }),
    ),
  );
  indexAll(store.db);
}
const rowOf = (at: number) => (emailIds[at] ?? 0) * 100 + batchId;
const list = (q: string) => listSummaries(store.db, { q }, "best", { limit: 50 }).rows;
/** The places of the emails that a search finds, the best first. */
const find = (q: string) => list(q).map((row) => emailIds.indexOf(row.emailId));
const idOf = (name: string) =>
  store.db.$client.prepare("select id from tags where name = ?").pluck().get(name) as number;
/** What the worker does, in the shortest slices. */
function followTags(): number {
  let slices = 0;
  while (queueTagged(store.db, 2)) slices += 1;
  indexAll(store.db);
  return slices;
}

describe("what an answer says beside its summary", () => {
  const fields: Fields = {
    tags: ["Lease renewal"],
    category: "Facilities",
    sentiment: "negative",
    urgency: "high",
    people: ["Bjørn Ångström"],
    companies: ["Nordlicht GmbH"],
    dates: [{ date: "3 May", what: "Inspection" }],
    amounts: [{ amount: "EUR 4,200", what: "Deposit" }],
    actions: [{ what: "Phone the landlord", owner: "Priya", due: "Friday" }],
    own: { Site: "Rotterdam", Rooms: 1234, Parking: true, Floors: ["mezzanine", "attic"], Lift: null },
  };

  it.each([
    ["lease", "In the tags"],
    ["facilit", "In the fields (“Facilities”) · begins with “facilit”"],
    ["Bjorn", "In the fields (“Bjørn Ångström”)"],
    ["nordlicht", "In the fields (“Nordlicht GmbH”)"],
    ["inspection", "In the fields (“3 May, Inspection”)"],
    ["4,200", "In the fields (“EUR 4,200, Deposit”)"],
    ["landlord", "In the fields (“Phone the landlord, Priya, Friday”)"],
    ["priya", "In the fields (“Phone the landlord, Priya, Friday”)"],
    ["rotterdam", "In the fields (“Rotterdam”)"],
    ["1234", "In the fields (“1234”)"],
    ["attic", "In the fields (“attic”)"],
    ["lease landlord", "In the tags and fields (“Phone the landlord, Priya, Friday”)"],
  ])("is found by %j, and the row says where", (q, why) => {
    answer([fields, {}]);
    expect(find(q)).toEqual([0]);
    expect(list(q).map((row) => whyMatched(row, q))).toEqual([why]);
  });

  it.each(["negative", "high", "true", "null", "what", "Lift"])("is not found by %j, which nobody wrote", (q) => {
    answer([fields]);
    expect(find(q)).toEqual([]);
  });

  it("is known to typing mistakes, and forgotten with its summary", () => {
    answer([fields]);
    const page = listSummaries(store.db, { q: "rotterdm" }, "best", { limit: 5 });
    expect(page.corrections).toEqual([{ typed: "rotterdm", word: "rotterdam" }]);
    expect(page.rows).toHaveLength(1);
    store.db.$client.transaction(() => forgetSummaries(store.db, batchId, 10))();
    expect(store.db.$client.prepare("select count(*) from summary_words").pluck().get()).toBe(0);
  });

  it("counts less than the summary, the subject and the sender", () => {
    answer(
      [{ people: ["Quince"] }, {}, { tags: ["Quince"] }],
      ["One", "About quince and much else of that kind", "Two"],
    );
    expect(find("quince")[0]).toBe(1);
  });

  it("and the summary itself are found in either number, as it was typed first, but not inside quotes", () => {
    answer(
      [{}, {}, { people: ["Overdue Companies Ltd"] }, {}],
      ["An overdue invoice", "Two overdue invoices", "Nothing", "An invoiced sum is overdue"],
    );
    expect(find("overdue invoices")).toEqual([1, 0]);
    expect(find("overdue invoice")).toEqual([0, 3, 1]);
    expect(find("invoices overdue")).toEqual([1, 0]);
    expect(find('"overdue invoices"')).toEqual([1]);
    expect(find("company overdue")).toEqual([2]);
    expect(listSummaries(store.db, { q: "nothings" }, "best", { limit: 5 })).toMatchObject({
      corrections: [],
      total: 1,
    });
  });

  it("is what the newest answer says", () => {
    answer([{ own: { Site: "Rotterdam" } }]);
    answer([{ own: { Site: "Antwerp" } }]);
    expect(find("rotterdam")).toEqual([]);
    expect(find("antwerp")).toEqual([0]);
  });

  it("is left out of a sender's filter", () => {
    answer([{ people: ["Priya"] }]);
    expect(listSummaries(store.db, { sender: "priya" }, "newest", { limit: 5 }).rows).toEqual([]);
  });
});

describe("tags that people change", () => {
  const tagged = Array.from({ length: EMAILS }, (_, at) => ({ tags: at < 5 ? ["Lease"] : ["Kitchen"] }));

  it("are searched by where they are on, and only that summary waits for the index", () => {
    answer(tagged);
    addTag(store.db, rowOf(6), "Orchard", BY);
    const waiting = store.db.$client.prepare("select id from summaries where indexed_revision < revision").pluck();
    expect(waiting.all()).toEqual([rowOf(6)]);
    indexAll(store.db);
    expect(find("orchard")).toEqual([6]);
    const { changeId } = takeOffTag(store.db, rowOf(6), idOf("Orchard"), BY);
    indexAll(store.db);
    expect(find("orchard")).toEqual([]);
    undoTagChange(store.db, changeId, 2);
    indexAll(store.db);
    expect(find("orchard")).toEqual([6]);
  });

  it("are searched by the name they are shown by, once the worker has followed", () => {
    answer(tagged);
    const renamed = renameTag(store.db, idOf("Lease"), "Tenancy", BY);
    expect(followTags()).toBe(3);
    expect([find("lease"), find("tenancy")]).toEqual([[], [4, 3, 2, 1, 0]]);
    const merged = mergeTags(store.db, idOf("Tenancy"), idOf("Kitchen"), BY);
    followTags();
    expect([find("tenancy"), find("kitchen")]).toEqual([[], [6, 5, 4, 3, 2, 1, 0]]);
    const removed = removeTag(store.db, idOf("Kitchen"), BY);
    followTags();
    expect([find("tenancy"), find("kitchen")]).toEqual([[], []]);
    for (const { changeId } of [removed, merged, renamed]) {
      undoTagChange(store.db, changeId, 2);
      followTags();
    }
    expect([find("lease"), find("tenancy"), find("kitchen")]).toEqual([[4, 3, 2, 1, 0], [], [6, 5]]);
    expect(followTags()).toBe(0);
  });

  it("come back everywhere when somebody gives a removed one again", () => {
    answer(tagged);
    removeTag(store.db, idOf("Lease"), BY);
    followTags();
    expect(find("lease")).toEqual([]);
    const { changeId } = addTag(store.db, rowOf(6), "Lease", BY);
    followTags();
    expect(find("lease").sort()).toEqual([0, 1, 2, 3, 4, 6]);
    undoTagChange(store.db, changeId, 2);
    followTags();
    expect(find("lease")).toEqual([]);
  });

  it("leave what never was in the index in its queue as it is", () => {
    save(store.db, [makeOutcome({ emailId: emailIds[0] ?? 0, batchId, fields: { tags: ["Lease"] } })]);
    renameTag(store.db, idOf("Lease"), "Tenancy", BY);
    followTags();
    expect(find("tenancy")).toEqual([0]);
  });
});
