import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { writeXlsx } from "hucre";
import { expect, it } from "vitest";
import { datasetFiles, emails } from "#db/schema";
import { getDataset } from "#lib/datasets/list";
import { drop, importAll, jsonEmails } from "#tests/integration/datasets/work";
import { tempStore } from "#tests/support/db";
import { zipOf } from "#tests/unit/emails/packing";

/** Looking more often would take the core from the child on a busy machine. */
const LOOK_MS = 50;
const PATIENCE_MS = 180_000;
const CHILD = fileURLToPath(new URL("import-child.ts", import.meta.url));

const table = () =>
  Array.from({ length: 6000 }, (_, n) => [`p${n}@example.com`, `Subject ${n}`, `Body of email ${n}.`]);
const halves = (rows: string[][]) =>
  [rows.slice(0, 2500), rows.slice(2500)].map((half) => ["from,subject,body", ...half]);

it.each<[string, string, () => Promise<string | Uint8Array> | string]>([
  ["json", "a.json", () => jsonEmails(6000)],
  [
    "zip",
    "a.zip",
    () => zipOf(Object.fromEntries(halves(table()).map((rows, at) => [`m/${at}.csv`, rows.join("\n")]))),
  ],
  ["workbook", "a.xlsx", () => writeXlsx({ sheets: [{ name: "M", rows: [["From", "Subject", "Body"], ...table()] }] })],
])(
  "goes on after kill -9 in the middle of a file: %s",
  async (kind, name, make) => {
    const store = await tempStore();
    try {
      const id = drop(store, { name, bytes: await make() });
      const flags = ["--conditions=react-server", CHILD, store.dataDir, "3500"];
      const child = spawn(process.execPath, flags, { stdio: "ignore" });
      const ended = once(child, "exit");
      while (child.exitCode === null && getDataset(store.db, id).emailCount < 3000) await setTimeout(LOOK_MS);
      child.kill("SIGKILL");
      expect(await ended).toEqual([null, "SIGKILL"]);
      expect(getDataset(store.db, id)).toMatchObject({ emailCount: 3000, isImporting: true });
      expect(store.db.$client.prepare("select count(*) from emails").pluck().get()).toBe(3000);
      await importAll(store);
      expect(getDataset(store.db, id)).toMatchObject({ emailCount: 6000, problemCount: 0, isImporting: false });
      expect(
        store.db.select({ kind: datasetFiles.kind, read: datasetFiles.entriesRead }).from(datasetFiles).all(),
      ).toEqual([{ kind, read: 6000 }]);
      const subjects = store.db.select({ subject: emails.subject }).from(emails).all();
      expect(subjects.map(({ subject }) => subject)).toEqual(Array.from({ length: 6000 }, (_, n) => `Subject ${n}`));
    } finally {
      store.close();
    }
  },
  PATIENCE_MS,
);

const archive = "node_modules/pst-extractor/example/testdata/enron.pst";

it.skipIf(!existsSync(archive))(
  "reads an Outlook archive by itself and in a zip, each message once",
  async () => {
    const store = await tempStore();
    try {
      const bytes = readFileSync(archive);
      const id = drop(store, { name: "a.pst", bytes });
      drop(store, { name: "b.zip", bytes: await zipOf({ "old/a.pst": bytes }), datasetId: id });
      await importAll(store);
      const files = store.db.select().from(datasetFiles).all();
      expect(files).toMatchObject([
        { kind: "pst", state: "done", emailCount: 71, problemCount: 0, entriesRead: 71 },
        { kind: "zip", state: "done", emailCount: 71, problemCount: 0, entriesRead: 71 },
      ]);
      const paths = store.db.select({ fileId: emails.fileId, path: emails.path }).from(emails).all();
      const inZip = paths.filter(({ fileId }) => fileId === files[1]?.id).map(({ path }) => path);
      expect(inZip).toEqual(
        paths.filter(({ fileId }) => fileId === files[0]?.id).map(({ path }) => `old/a.pst/${path}`),
      );
    } finally {
      store.close();
    }
  },
  PATIENCE_MS,
);
