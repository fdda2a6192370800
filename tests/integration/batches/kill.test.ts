import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { changeDraft, openDraft } from "#lib/batches/draft";
import { getBatch } from "#lib/batches/get";
import { submit } from "#lib/batches/submit";
import { readEnv } from "#lib/env";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";
import { startVendor, type Vendor } from "#tests/support/vendor";

const EMAILS = 3000;
/** The worker is killed as soon as the vendor has had this many calls more. */
const CALLS_UNTIL_KILL = [1, 2, 1, 3];

let store: TempStore;
let vendor: Vendor;
let worker: ChildProcess | null = null;

beforeEach(async () => {
  store = await tempStore("web");
  vendor = await startVendor({ autoDrive: true });
});
afterEach(async () => {
  await kill();
  await vendor.close();
  store.close();
});

function start(): void {
  worker = spawn(process.execPath, ["tests/integration/batches/kill-child.ts", store.dataDir, vendor.url], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
}

async function kill(): Promise<void> {
  const dying = worker;
  worker = null;
  if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
  const gone = once(dying, "exit");
  dying.kill("SIGKILL");
  await gone;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 2));
}

test("a worker killed with -9 again and again loses nothing and sends nothing twice", async () => {
  const { datasetId } = makeDataset(store.db, { emails: EMAILS });
  const { id } = openDraft(store.db, datasetId, "");
  changeDraft(store.db, id, { promptId: "classic" });
  submit(store.db, id, 2, "", readEnv({}));
  for (const calls of CALLS_UNTIL_KILL) {
    const enough = vendor.ledger.length + calls;
    start();
    await until(() => vendor.ledger.length >= enough || !getBatch(store.db, id).isActive);
    await kill();
  }
  start();
  await until(() => !getBatch(store.db, id).isActive);
  const { ledger, parts } = getBatch(store.db, id);
  expect(ledger).toEqual({ emails: EMAILS, summarised: EMAILS, failed: 0, notRun: 0, pending: 0 });
  expect(parts).toHaveLength(1);
  const made = vendor.ledger.filter((call) => call.method === "POST" && call.path === "/v1/batches" && call.created);
  expect(made).toHaveLength(1);
  const wrong = store.db.$client
    .prepare(
      `select count(*) from summaries s join emails e on e.id = s.email_id
        where s.batch_id = ? and instr(s.text, 'Subject: ' || e.subject || ' Hello') = 0`,
    )
    .pluck()
    .get(id);
  expect(wrong).toBe(0);
});
