import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { datasetFiles, emails, importProblems } from "#db/schema";
import { createImportStep, readHere } from "#lib/datasets/import";
import { getDataset } from "#lib/datasets/list";
import { removeDataset, restoreDataset } from "#lib/datasets/remove";
import { loadSamples } from "#lib/datasets/samples";
import type { Entry } from "#lib/emails/email";
import { readEmails } from "#lib/emails/read";
import { places } from "#lib/store";
import { drop, importAll, jsonEmails, runOut, workerContext } from "#tests/integration/datasets/work";
import { type TempStore, tempStore } from "#tests/support/db";

let store: TempStore;
beforeEach(async () => {
  store = await tempStore();
});
afterEach(() => store.close());

const EML =
  "From: Jane Doe <Jane@X.com>\nTo: boss@x.com\nCc: a@x.com\nSubject: Offer\nDate: Mon, 5 Jan 2026 09:00:00 +0000\nMessage-ID: <1@x>\n\nThe offer is 12,000.\n";
const MBOX = `From jane@x.com Mon Jan  5 09:00:00 2026\n${EML}\nFrom joe@x.com Mon Jan  5 10:00:00 2026\n${EML}`;

describe("importing", () => {
  it.each([
    ["json", "a.json", jsonEmails(3), 3],
    [
      "jsonl",
      "a.jsonl",
      '{"from":"a@x.com","subject":"1","body":"one"}\n{"from":"b@x.com","subject":"2","body":"two"}\n',
      2,
    ],
    [
      "csv",
      "a.csv",
      "From,To,Subject,Body\r\na@x.com,b@x.com,Hello,Text of it\r\nc@x.com,b@x.com,Again,More text\r\n",
      2,
    ],
    ["eml", "a.eml", EML, 1],
    ["mbox", "a.mbox", MBOX, 2],
  ])("stores what a %s file holds", async (kind, name, bytes, count) => {
    const id = drop(store, { name, bytes });
    await importAll(store);
    const view = getDataset(store.db, id);
    expect(view).toMatchObject({ emailCount: count, problemCount: 0, isImporting: false, fileCount: 1 });
    expect(view.files).toMatchObject([
      { name, kind, state: "done", emailCount: count, bytesRead: Buffer.byteLength(bytes) },
    ]);
    const [file] = store.db.select().from(datasetFiles).all();
    expect(file?.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(file).toMatchObject({ entriesRead: count });
    expect(
      store.db
        .select()
        .from(emails)
        .all()
        .map((row) => row.position),
    ).toEqual([...Array(count).keys()]);
  });

  it("keeps every field of a message", async () => {
    const id = drop(store, { name: "a.eml", bytes: EML });
    await importAll(store);
    expect(store.db.select().from(emails).all()).toMatchObject([
      {
        datasetId: id,
        messageId: expect.stringContaining("1@x"),
        fromText: "Jane Doe <Jane@X.com>",
        fromName: "Jane Doe",
        fromAddress: "jane@x.com",
        to: [{ name: "", address: "boss@x.com" }],
        cc: [{ name: "", address: "a@x.com" }],
        date: Date.UTC(2026, 0, 5, 9),
        subject: "Offer",
        text: expect.stringContaining("The offer is 12,000."),
        attachments: [],
        leftOut: false,
      },
    ]);
  });

  it("keeps what it could not read as problems, beside what it could", async () => {
    const bytes =
      '{"from":"a@x.com","subject":"1","body":"one"}\n{"from": broken\n{"from":"b@x.com","subject":"2","body":"two"}\n';
    const id = drop(store, { name: "a.jsonl", bytes });
    await importAll(store);
    expect(getDataset(store.db, id)).toMatchObject({
      emailCount: 2,
      problemCount: 1,
      files: [{ state: "done", firstProblem: null }],
    });
    const [problem] = store.db.select().from(importProblems).all();
    expect(problem).toMatchObject({ datasetId: id, position: 1, raw: expect.stringContaining("broken") });
    expect(problem?.message).not.toBe("");
  });

  it.each([
    ["an empty file", "empty.json", ""],
    ["a picture named like mail", "photo.eml", Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex")],
  ])("fails %s with a sentence and goes on with the next file", async (_, name, bytes) => {
    const id = drop(store, { name, bytes });
    drop(store, { name: "b.json", bytes: jsonEmails(2), datasetId: id });
    await importAll(store);
    const view = getDataset(store.db, id);
    expect(view).toMatchObject({ emailCount: 2, problemCount: 1, isImporting: false });
    expect(view.files[0]).toMatchObject({ name, state: "failed", emailCount: 0, problemCount: 1 });
    expect(view.files[0]?.firstProblem).toContain(name);
  });

  it("hashes the whole file even when its reader stopped early", async () => {
    const bytes = Buffer.concat([Buffer.from("ffd8ffe000104a464946", "hex"), Buffer.alloc(300_000, 7)]);
    drop(store, { name: "photo.jpg", bytes });
    await importAll(store);
    const [file] = store.db.select().from(datasetFiles).all();
    expect(file?.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it("says so when the stored file is gone", async () => {
    const id = drop(store, { name: "a.json", bytes: jsonEmails(2) });
    const [file] = store.db.select().from(datasetFiles).all();
    rmSync(join(places(store.dataDir).uploads, file?.storedName ?? ""));
    await importAll(store);
    expect(getDataset(store.db, id).files).toMatchObject([{ state: "failed", problemCount: 1 }]);
  });

  it("keeps what came before its reader broke down", async () => {
    const id = drop(store, { name: "a.json", bytes: jsonEmails(5) });
    async function* breaking(source: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Entry> {
      for await (const entry of readEmails(source, name)) {
        if (entry.position === 3) throw new Error("unexpected");
        yield entry;
      }
    }
    await runOut(createImportStep(readHere(breaking)), workerContext(store));
    expect(getDataset(store.db, id)).toMatchObject({ emailCount: 3, problemCount: 1, isImporting: false });
    expect(store.db.select().from(importProblems).all()).toMatchObject([{ position: 3, code: "unreadable" }]);
  });

  it("shows progress while a long file is read", async () => {
    const id = drop(store, { name: "a.json", bytes: jsonEmails(2500) });
    const seen: number[] = [];
    async function* watching(source: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Entry> {
      for await (const entry of readEmails(source, name)) {
        const { emailCount, isImporting } = getDataset(store.db, id);
        if (isImporting && seen.at(-1) !== emailCount) seen.push(emailCount);
        yield entry;
      }
    }
    await runOut(createImportStep(readHere(watching)), workerContext(store));
    expect(seen).toEqual([0, 1000, 2000]);
    expect(getDataset(store.db, id)).toMatchObject({ emailCount: 2500, isImporting: false });
  });

  it("leaves files of a removed dataset alone until it is restored", async () => {
    const id = drop(store, { name: "a.json", bytes: jsonEmails(2500) });
    async function* removing(source: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Entry> {
      for await (const entry of readEmails(source, name)) {
        if (entry.position === 1200) removeDataset(store.db, id);
        yield entry;
      }
    }
    await runOut(createImportStep(readHere(removing)), workerContext(store));
    expect(getDataset(store.db, id)).toMatchObject({ emailCount: 1000, isImporting: true });
    restoreDataset(store.db, id);
    await importAll(store);
    expect(getDataset(store.db, id)).toMatchObject({ emailCount: 2500, isImporting: false });
    expect(
      new Set(
        store.db
          .select()
          .from(emails)
          .all()
          .map((row) => row.subject),
      ).size,
    ).toBe(2500);
  });

  it("stops at a slice when the worker is told to end", async () => {
    const id = drop(store, { name: "a.json", bytes: jsonEmails(2500) });
    const stopping = new AbortController();
    async function* ending(source: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Entry> {
      for await (const entry of readEmails(source, name)) {
        if (entry.position === 10) stopping.abort();
        yield entry;
      }
    }
    await createImportStep(readHere(ending))(workerContext(store, { signal: stopping.signal }));
    expect(getDataset(store.db, id)).toMatchObject({ emailCount: 1000, isImporting: true });
  });

  it("loads the sample emails", async () => {
    const id = await loadSamples(store.db, store.dataDir, "Kim");
    await importAll(store);
    const view = getDataset(store.db, id);
    expect(view).toMatchObject({ name: "Sample emails", createdBy: "Kim", problemCount: 0, isImporting: false });
    expect(view.emailCount).toBeGreaterThanOrEqual(60);
  });
});
