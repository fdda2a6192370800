import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { emails } from "#db/schema";
import { getDataset } from "#lib/datasets/list";
import { drop, importAll, jsonEmails } from "#tests/integration/datasets/work";
import { tempStore } from "#tests/support/db";

/** Looking more often would take the core from the child on a busy machine. */
const LOOK_MS = 50;
const PATIENCE_MS = 180_000;
const CHILD = fileURLToPath(new URL("import-child.ts", import.meta.url));

it("goes on after kill -9 in the middle of a file", async () => {
  const store = await tempStore();
  try {
    const id = drop(store, { name: "a.json", bytes: jsonEmails(6000) });
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
    const subjects = store.db.select({ subject: emails.subject }).from(emails).all();
    expect(subjects.map(({ subject }) => subject)).toEqual(Array.from({ length: 6000 }, (_, n) => `Subject ${n}`));
  } finally {
    store.close();
  }
}, PATIENCE_MS);
