import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listEmails } from "#lib/datasets/emails";
import { createImportStep, importStep, readHere } from "#lib/datasets/import";
import { leaveOut } from "#lib/datasets/leave-out";
import { getDataset } from "#lib/datasets/list";
import { matchColumns } from "#lib/datasets/match-columns";
import { purgeStep } from "#lib/datasets/purge";
import { listTables, previewTable } from "#lib/datasets/tables";
import { readEmails } from "#lib/emails/read";
import { drop, importAll, runOut, workerContext } from "#tests/integration/datasets/work";
import { type TempStore, tempStore } from "#tests/support/db";

const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => `K${n + from},Jane <jane@x.com>,Long words about item ${n + from}\n`).join(
    "",
  );
const ODD = `Kennung,Wer,Was\n${rows(3)}`;
const RIGHT = { Kennung: "subject", Wer: "from", Was: "text" } as const;

let store: TempStore;
beforeEach(async () => {
  store = await tempStore();
});
afterEach(() => store.close());

/** On this thread: a thread of its own for each file would take most of the test's time. */
const readAll = () => runOut(createImportStep(readHere(readEmails)), workerContext(store));
const tableOf = (datasetId: number) => {
  const [table] = listTables(store.db, datasetId);
  if (!table) throw new Error("no table");
  return table;
};
const subjects = async (datasetId: number) =>
  (await listEmails(store.db, datasetId, { limit: 500 })).rows.map(({ subject }) => subject);
const match = (datasetId: number, fields: Parameters<typeof matchColumns>[1]["fields"], revision = 0) =>
  matchColumns(store.db, { datasetId, headersId: tableOf(datasetId).headersId, fields, revision }, "Ann");

describe("matching columns", () => {
  it("shows what was guessed, with rows, and what they would become", async () => {
    const id = drop(store, { name: "odd.csv", bytes: ODD });
    await readAll();
    const table = tableOf(id);
    expect(table).toMatchObject({
      columns: ["Kennung", "Wer", "Was"],
      fields: { Wer: "from", Was: "text" },
      isSure: false,
      isChosen: false,
      revision: 0,
      fileName: "odd.csv",
      fileCount: 1,
    });
    expect(table.rows).toHaveLength(3);
    const preview = previewTable(store.db, {
      datasetId: id,
      headersId: table.headersId,
      meanings: ["subject", "from", "text"],
    });
    expect(preview[0]).toMatchObject({ subject: "K0", fromText: "Jane <jane@x.com>", text: "Long words about item 0" });
    const nothing = { datasetId: id, headersId: table.headersId, meanings: ["", "from" as const, ""] as const };
    expect(previewTable(store.db, { ...nothing, meanings: [...nothing.meanings] })).toEqual([null, null, null]);
  });

  it("reads again in place: same emails, same ids, what was left out stays out", async () => {
    const id = drop(store, { name: "odd.csv", bytes: ODD });
    await readAll();
    const before = (await listEmails(store.db, id, { limit: 10 })).rows;
    await leaveOut(store.db, id, { emailIds: [before[1]?.id ?? 0], leftOut: true });
    expect(match(id, RIGHT)).toEqual({ datasetId: id, filesRead: 1 });
    expect(getDataset(store.db, id)).toMatchObject({ emailCount: 3, isImporting: true });
    await readAll();
    const after = (await listEmails(store.db, id, { limit: 10 })).rows;
    expect(after.map((row) => [row.id, row.subject, row.leftOut])).toEqual(
      before.map((row, n) => [row.id, `K${n}`, n === 1]),
    );
    expect(getDataset(store.db, id)).toMatchObject({
      emailCount: 3,
      leftOutCount: 1,
      problemCount: 0,
      isImporting: false,
    });
    expect(tableOf(id)).toMatchObject({ isChosen: true, isRemembered: false, revision: 1 });
  });

  it("turns problems into emails and back, and the counts add up", async () => {
    const id = drop(store, {
      name: "a.csv",
      bytes: "subject,note,from\nS1,Note 1,a@x.com\n,Note 2,b@x.com\n,,c@x.com\n",
    });
    await readAll();
    const counts = () => {
      const { emailCount, problemCount } = getDataset(store.db, id);
      return [emailCount, problemCount];
    };
    expect(counts()).toEqual([1, 2]);
    match(id, { note: "text", from: "from" });
    await readAll();
    expect(counts()).toEqual([2, 1]);
    match(id, null, 1);
    await readAll();
    expect(counts()).toEqual([1, 2]);
    expect(await subjects(id)).toEqual(["S1"]);
    expect(tableOf(id)).toMatchObject({ isChosen: false, revision: 2 });
  });

  it("is remembered for later files with the same columns, in any order", async () => {
    const first = drop(store, { name: "odd.csv", bytes: ODD });
    await readAll();
    match(first, RIGHT);
    await readAll();
    const second = drop(store, {
      name: "later.csv",
      bytes: "Was;Kennung;Wer\nOther words entirely;K9;Bo <bo@x.com>\n",
    });
    await readAll();
    expect(await subjects(second)).toEqual(["K9"]);
    expect(tableOf(second)).toMatchObject({ isChosen: true, revision: 1 });
  });

  it("matches all files of a dataset that have these columns at once", async () => {
    const id = drop(store, { name: "one.csv", bytes: ODD });
    drop(store, { name: "two.csv", bytes: `Kennung,Wer,Was\n${rows(2, 10)}`, datasetId: id });
    drop(store, { name: "other.csv", bytes: "from,subject,body\na@x.com,S,B\n", datasetId: id });
    await readAll();
    expect(listTables(store.db, id).map(({ fileCount }) => fileCount)).toEqual([2, 1]);
    expect(match(id, RIGHT)).toMatchObject({ filesRead: 2 });
    await readAll();
    expect((await subjects(id)).sort()).toEqual(["K0", "K1", "K10", "K11", "K2", "S"]);
  });

  it("only remembers a guess that was right", async () => {
    const id = drop(store, { name: "odd.csv", bytes: ODD });
    await readAll();
    expect(match(id, { Wer: "from", Was: "text" })).toEqual({ datasetId: id, filesRead: 0 });
    expect(getDataset(store.db, id).isImporting).toBe(false);
    expect(tableOf(id)).toMatchObject({ isChosen: true, revision: 1 });
  });

  it("lets one of two people through", async () => {
    const id = drop(store, { name: "odd.csv", bytes: ODD });
    await readAll();
    match(id, RIGHT);
    expect(() => match(id, { Was: "subject" })).toThrow("Someone else matched these columns");
  });

  it.each<[string, Parameters<typeof matchColumns>[1]["fields"], string]>([
    ["no subject or body", { Wer: "from" }, "Say which column is the subject or the body"],
    ["the same twice", { Kennung: "text", Was: "text" }, "Two columns cannot mean the same"],
    ["a column that is not there", { Nichts: "text" }, "does not exist"],
  ])("refuses %s", async (_, fields, words) => {
    const id = drop(store, { name: "odd.csv", bytes: ODD });
    await readAll();
    expect(() => match(id, fields)).toThrow(words);
    expect(tableOf(id).revision).toBe(0);
  });

  it("leaves what was submitted alone: a new dataset is read from the same upload, and outlives the old one", async () => {
    const id = drop(store, { name: "odd.csv", bytes: ODD });
    await readAll();
    store.db.$client
      .prepare(
        `insert into batches (dataset_id, name, state, provider, model, recipe, prompt_name, instructions, created_at)
         values (?, 'B', 'submitted', 'engine', 'm', 'classic', 'C', 'I', 0)`,
      )
      .run(id);
    const { datasetId } = match(id, RIGHT);
    expect(datasetId).not.toBe(id);
    store.db.$client.prepare("delete from batches").run();
    store.db.$client.prepare("update datasets set purged_at = 1 where id = ?").run(id);
    await runOut(purgeStep, workerContext(store));
    await readAll();
    expect(await subjects(datasetId)).toEqual(["K0", "K1", "K2"]);
    expect(getDataset(store.db, datasetId).name).toBe("odd.csv (columns matched)");
  });

  it("drops what an earlier reading still brings, and starts anew when a choice is made while a file is read", async () => {
    const id = drop(store, { name: "odd.csv", bytes: `Kennung,Wer,Was\n${rows(4000)}` });
    const stop = new AbortController();
    const context = workerContext(store, { signal: stop.signal });
    const step = importStep(context);
    // The first slice is stored: the columns are known while most of the file is not read yet.
    while (listTables(store.db, id).length === 0) await new Promise<void>((resolve) => setImmediate(resolve));
    expect(match(id, RIGHT)).toMatchObject({ filesRead: 1 });
    await step;
    await importAll(store);
    const found = store.db.$client
      .prepare("select count(*) as n, count(distinct subject) as subjects from emails where dataset_id = ?")
      .get(id);
    expect(found).toEqual({ n: 4000, subjects: 4000 });
    expect(getDataset(store.db, id)).toMatchObject({ emailCount: 4000, problemCount: 0 });
  });
});
