import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { batches, importProblems } from "#db/schema";
import { addStoredFile } from "#lib/datasets/add-file";
import { createDataset } from "#lib/datasets/create";
import { getEmail } from "#lib/datasets/email";
import { listEmails } from "#lib/datasets/emails";
import { leaveOut } from "#lib/datasets/leave-out";
import { getDataset, getDatasets } from "#lib/datasets/list";
import { listProblems, problemsCsv } from "#lib/datasets/problems";
import { emptyBin, removeDataset, restoreDataset } from "#lib/datasets/remove";
import { renameDataset } from "#lib/datasets/rename";
import { type TempStore, tempStore } from "#tests/support/db";
import { FIRST_TIME, makeDataset } from "#tests/support/factories";

let store: TempStore;
beforeEach(async () => {
  store = await tempStore();
});
afterEach(() => store.close());

const notFound = expect.objectContaining({ code: "not-found" });
const invalid = expect.objectContaining({ code: "invalid" });

describe("datasets", () => {
  it("are created, named and listed, the newest first", () => {
    const first = createDataset(store.db, { name: " January\n mail ", who: "Kim" }, FIRST_TIME);
    const second = createDataset(store.db, { name: "x".repeat(500), who: "" }, FIRST_TIME + 1);
    expect(getDatasets(store.db).map(({ id, name }) => [id, name])).toEqual([
      [second, "x".repeat(200)],
      [first, "January mail"],
    ]);
    renameDataset(store.db, { id: first, name: "Post" });
    expect(getDataset(store.db, first)).toEqual({
      id: first,
      name: "Post",
      createdAt: FIRST_TIME,
      createdBy: "Kim",
      emailCount: 0,
      leftOutCount: 0,
      problemCount: 0,
      fileCount: 0,
      bytes: 0,
      isImporting: false,
      readAt: null,
      removedAt: null,
      files: [],
      pointed: { duplicates: 0, duplicatesIn: 0, short: 0, hidden: 0, noDate: 0, noSender: 0 },
      hasSubmittedBatch: false,
    });
  });

  it("refuse an empty name and an unknown id", () => {
    const id = createDataset(store.db, { name: "a", who: "" });
    expect(() => createDataset(store.db, { name: " \u0000 ", who: "" })).toThrow(invalid);
    expect(() => renameDataset(store.db, { id, name: "  " })).toThrow(invalid);
    expect(() => renameDataset(store.db, { id: 99, name: "b" })).toThrow(notFound);
    expect(() => getDataset(store.db, 99)).toThrow(notFound);
    expect(() => removeDataset(store.db, 99)).toThrow(notFound);
    expect(() => restoreDataset(store.db, 99)).toThrow(notFound);
  });

  it("go into the bin, come back, and go for good", () => {
    const { datasetId } = makeDataset(store.db, { emails: 2 });
    const kept = makeDataset(store.db, { emails: 1 }).datasetId;
    removeDataset(store.db, datasetId, 5);
    removeDataset(store.db, datasetId, 9);
    expect(getDatasets(store.db).map(({ id }) => id)).toEqual([kept]);
    expect(getDatasets(store.db, { removed: true })).toMatchObject([{ id: datasetId, removedAt: 5, emailCount: 2 }]);
    restoreDataset(store.db, datasetId);
    expect(getDatasets(store.db)).toHaveLength(2);
    removeDataset(store.db, datasetId);
    expect(emptyBin(store.db)).toBe(1);
    expect(emptyBin(store.db)).toBe(0);
    expect(getDatasets(store.db, { removed: true })).toEqual([]);
    expect(() => restoreDataset(store.db, datasetId)).toThrow(notFound);
    expect(() => getDataset(store.db, datasetId)).toThrow(notFound);
  });

  it("know whether a batch of them was submitted", () => {
    const { datasetId } = makeDataset(store.db, { emails: 1 });
    const draft = {
      datasetId,
      name: "",
      provider: "engine",
      model: "m",
      promptName: "",
      instructions: "",
      createdAt: 0,
    };
    store.db
      .insert(batches)
      .values({ ...draft, recipe: "classic" })
      .run();
    expect(getDataset(store.db, datasetId).hasSubmittedBatch).toBe(false);
    store.db.update(batches).set({ state: "submitted" }).run();
    expect(getDataset(store.db, datasetId).hasSubmittedBatch).toBe(true);
  });

  it("take a stored file once", () => {
    const id = createDataset(store.db, { name: "a", who: "" });
    const file = { name: "a.eml", storedName: "f1", length: 3, isBundle: false };
    expect(addStoredFile(store.db, id, file)).toBe(true);
    expect(addStoredFile(store.db, id, file)).toBe(false);
    expect(getDataset(store.db, id)).toMatchObject({ fileCount: 1, bytes: 3, isImporting: true });
    removeDataset(store.db, id);
    expect(() => addStoredFile(store.db, id, { ...file, storedName: "f2" })).toThrow(
      expect.objectContaining({ code: "conflict" }),
    );
    emptyBin(store.db);
    expect(() => addStoredFile(store.db, id, { ...file, storedName: "f2" })).toThrow(notFound);
  });
});

describe("emails", () => {
  it("are listed page by page, none twice, none of another dataset", async () => {
    const other = makeDataset(store.db, { emails: 3 });
    const { datasetId, emailIds } = makeDataset(store.db, { emails: 23 });
    makeDataset(store.db, { emails: 3 });
    await leaveOut(store.db, datasetId, { emailIds: emailIds.filter((id) => id % 3 === 0), leftOut: true });
    for (const limit of [1, 5, 22, 23, 24, 500]) {
      const seen: number[] = [];
      for (let after: string | undefined = ""; after !== undefined; ) {
        const page = await listEmails(store.db, datasetId, { after, limit });
        expect(page.rows.length).toBeLessThanOrEqual(limit);
        seen.push(...page.rows.map(({ id }) => id));
        after = page.next ?? undefined;
      }
      expect(seen).toEqual(emailIds);
    }
    expect((await listEmails(store.db, other.datasetId, { limit: 100 })).rows).toHaveLength(3);
    const leftOut = await listEmails(store.db, datasetId, { limit: 100, show: "left-out" });
    expect(leftOut.rows.map(({ id }) => id)).toEqual(emailIds.filter((id) => id % 3 === 0));
    const takenIn = await listEmails(store.db, datasetId, { limit: 100, show: "taken-in" });
    expect(takenIn.rows.map(({ id }) => id)).toEqual(emailIds.filter((id) => id % 3 !== 0));
    await expect(listEmails(store.db, datasetId, { limit: 5, after: "x" })).rejects.toThrow(invalid);
  });

  it("are found by subject and sender", async () => {
    const { datasetId } = makeDataset(store.db, {
      emails: [
        { subject: "100% of it_all" },
        { subject: "1000 of its all" },
        { subject: "Über uns", from: [{ name: "", address: "ute@x.com" }], fromText: "ute@x.com" },
        { subject: "back\\slash", from: [], fromText: "" },
      ],
    });
    const found = async (q: string) =>
      (await listEmails(store.db, datasetId, { limit: 10, q })).rows.map(({ subject }) => subject);
    expect(await found("0% of it_")).toEqual(["100% of it_all"]);
    expect(await found("über")).toEqual(["Über uns"]);
    expect(await found("ÜBER")).toEqual(["Über uns"]);
    expect(await found("UTE@")).toEqual(["Über uns"]);
    expect(await found("\\")).toEqual(["back\\slash"]);
    expect(await found("PERSON1@example")).toEqual(["1000 of its all"]);
    expect(await found("nobody")).toEqual([]);
    const { rows } = await listEmails(store.db, datasetId, { limit: 10 });
    expect(rows.map(({ sender }) => sender)).toEqual(["Person 0", "Person 1", "ute@x.com", ""]);
  });

  it("are left out and taken in again: some, all, or those that match", async () => {
    const { datasetId, emailIds } = makeDataset(store.db, { emails: 12 });
    const other = makeDataset(store.db, { emails: 2 });
    const [first = 0, second = 0] = emailIds;
    expect(
      await leaveOut(store.db, datasetId, { emailIds: [first, second, ...other.emailIds], leftOut: true }),
    ).toMatchObject({ changed: 2 });
    expect(await leaveOut(store.db, datasetId, { emailIds: [first], leftOut: true })).toMatchObject({ changed: 0 });
    expect(getDataset(store.db, datasetId).leftOutCount).toBe(2);
    expect(await leaveOut(store.db, datasetId, { leftOut: true })).toMatchObject({ changed: 10 });
    expect(await leaveOut(store.db, datasetId, { q: "subject 1", leftOut: false })).toMatchObject({ changed: 3 });
    expect(getDataset(store.db, datasetId).leftOutCount).toBe(9);
    expect(getDataset(store.db, other.datasetId).leftOutCount).toBe(0);
  });

  it("are changed and searched in a large dataset too", async () => {
    const wishes = Array.from({ length: 12_345 }, (_, n) => ({ subject: n % 5000 === 4999 ? "Needle" : "Hay" }));
    const { datasetId } = makeDataset(store.db, { emails: wishes });
    const needles = await listEmails(store.db, datasetId, { limit: 10, q: "needle" });
    expect(needles).toMatchObject({ rows: [{ subject: "Needle" }, { subject: "Needle" }], next: null });
    const [first] = needles.rows;
    const rest = await listEmails(store.db, datasetId, { limit: 10, q: "needle", after: String(first?.id) });
    expect(rest.rows).toEqual(needles.rows.slice(1));
    expect(await listEmails(store.db, datasetId, { limit: 1, q: "needle" })).toMatchObject({ next: String(first?.id) });
    expect(await leaveOut(store.db, datasetId, { leftOut: true })).toMatchObject({ changed: 12_345 });
    expect(await leaveOut(store.db, datasetId, { q: "needle", leftOut: false })).toMatchObject({ changed: 2 });
    expect(getDataset(store.db, datasetId).leftOutCount).toBe(12_343);
  });

  it("are shown whole", () => {
    const { datasetId, emailIds } = makeDataset(store.db, {
      emails: [{ text: "Text", cc: [{ name: "", address: "c@x.com" }] }],
    });
    const email = getEmail(store.db, emailIds[0] ?? 0);
    expect(email).toMatchObject({
      datasetId,
      text: "Text",
      cc: [{ name: "", address: "c@x.com" }],
      fileName: "test.json",
    });
    expect(email).toMatchObject({ position: 0, leftOut: false, fromText: "Person 0 <person0@example.com>" });
    expect(() => getEmail(store.db, 999)).toThrow(notFound);
    removeDataset(store.db, datasetId);
    emptyBin(store.db);
    expect(() => getEmail(store.db, emailIds[0] ?? 0)).toThrow(notFound);
  });
});

describe("problems", () => {
  it("are listed and downloaded, all of them", async () => {
    const { datasetId, fileId } = makeDataset(store.db, { emails: 0 });
    const rows = Array.from({ length: 1203 }, (_, n) => ({
      datasetId,
      fileId,
      position: n,
      place: `row ${n}`,
      code: "broken",
      message: "This row could not be read.",
      raw: n === 0 ? '=HYPERLINK("http://x.example","a")\nsecond line' : "x",
    }));
    for (let at = 0; at < rows.length; at += 400)
      store.db
        .insert(importProblems)
        .values(rows.slice(at, at + 400))
        .run();
    const page = listProblems(store.db, datasetId, { offset: 1200, limit: 50 });
    expect(page).toMatchObject({
      total: 1203,
      rows: [{ place: "row 1200", fileName: "test.json", code: "broken" }, {}, {}],
    });
    let text = "";
    for await (const piece of problemsCsv(store.db, datasetId)) text += piece;
    expect(
      text.startsWith(
        "\uFEFFFile,Place,What happened,Start of the text\r\ntest.json,row 0,This row could not be read.,\"'=HYPER",
      ),
    ).toBe(true);
    expect(text.match(/\r\ntest\.json,/g)).toHaveLength(1203);
  });
});
