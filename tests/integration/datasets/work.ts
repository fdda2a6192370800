import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { addStoredFile } from "#lib/datasets/add-file";
import { createDataset } from "#lib/datasets/create";
import { importStep } from "#lib/datasets/import";
import type { Env } from "#lib/env";
import { readEnv } from "#lib/env";
import { places } from "#lib/store";
import type { Step, WorkerContext } from "#lib/worker/lane";
import type { TempStore } from "#tests/support/db";
import { FIRST_TIME } from "#tests/support/factories";

/** What the worker would give a step. */
export function workerContext({ db, dataDir }: TempStore, extra: Partial<WorkerContext> = {}): WorkerContext {
  const env: Env = readEnv({ MAILGIST_DATA_DIR: dataDir });
  return { db, env, now: () => FIRST_TIME, wake: () => {}, signal: new AbortController().signal, ...extra };
}

/** Runs a step as long as it has more to do at once. */
export async function runOut(step: Step, context: WorkerContext): Promise<void> {
  while ((await step(context)) === true);
}

/** Puts bytes where an upload would have put them, as a file of a dataset. Answers the dataset's id. */
export function drop(
  { db, dataDir }: TempStore,
  {
    name,
    bytes,
    datasetId,
    isBundle = false,
  }: { name: string; bytes: string | Uint8Array; datasetId?: number; isBundle?: boolean },
): number {
  const id = datasetId ?? createDataset(db, { name, who: "" });
  const storedName = randomBytes(16).toString("hex");
  writeFileSync(join(places(dataDir).uploads, storedName), bytes);
  addStoredFile(db, id, { name, storedName, length: Buffer.byteLength(bytes), isBundle });
  return id;
}

/** Reads all waiting files. */
export function importAll(store: TempStore): Promise<void> {
  return runOut(importStep, workerContext(store));
}

/** JSON of `count` small emails, numbered in subject and body. */
export function jsonEmails(count: number): string {
  return JSON.stringify(
    Array.from({ length: count }, (_, n) => ({
      from: `Person ${n} <p${n}@example.com>`,
      to: "boss@example.com",
      subject: `Subject ${n}`,
      body: `Body of email ${n}.`,
    })),
  );
}
