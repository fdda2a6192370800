import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { emails } from "#db/schema";
import { getDataset } from "#lib/datasets/list";
import { drop, importAll, jsonEmails } from "#tests/integration/datasets/work";
import { tempStore } from "#tests/support/db";

const CHILD = fileURLToPath(new URL("import-child.ts", import.meta.url));

it("goes on after kill -9 in the middle of a file", async () => {
  const store = await tempStore();
  try {
    const id = drop(store, { name: "a.json", bytes: jsonEmails(60_000) });
    const child = spawn(process.execPath, ["--conditions=react-server", CHILD, store.dataDir], { stdio: "ignore" });
    const ended = once(child, "exit");
    while (child.exitCode === null && getDataset(store.db, id).emailCount < 3000) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    child.kill("SIGKILL");
    await ended;
    const { emailCount: atDeath } = getDataset(store.db, id);
    expect(atDeath).toBeGreaterThanOrEqual(3000);
    expect(atDeath).toBeLessThan(60_000);
    expect(store.db.$client.prepare("select count(*) from emails").pluck().get()).toBe(atDeath);
    await importAll(store);
    expect(getDataset(store.db, id)).toMatchObject({ emailCount: 60_000, problemCount: 0, isImporting: false });
    const subjects = store.db.select({ subject: emails.subject }).from(emails).all();
    expect(subjects.map(({ subject }) => subject)).toEqual(Array.from({ length: 60_000 }, (_, n) => `Subject ${n}`));
  } finally {
    store.close();
  }
});
