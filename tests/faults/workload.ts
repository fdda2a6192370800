import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Db } from "#db/client";
import { cancel } from "#lib/batches/cancel";
import { changeDraft, openDraft } from "#lib/batches/draft";
import { getBatch } from "#lib/batches/get";
import { submit } from "#lib/batches/submit";
import { addStoredFile } from "#lib/datasets/add-file";
import { createDataset } from "#lib/datasets/create";
import { getDataset } from "#lib/datasets/list";
import { readEnv } from "#lib/env";
import { isBusy } from "#lib/errors";
import { places } from "#lib/store";

type Piece = { datasetId: number; emails: number; batchId: number | null; isCancelled: boolean };

export type Workload = {
  /** One look: starts what can be started, so that importing, submitting, polling and collecting go on side by side. */
  step: (worker: ChildProcess) => Promise<void>;
  /** Nothing new is begun. */
  close: () => void;
  isOver: () => boolean;
  describe: () => string;
  batches: Piece[];
};

const AT_ONCE = 3;
const MOST_EMAILS = 120;
const LARGE_EMAILS = 1500;

/** People who drop files, submit and sometimes cancel, for as long as they are let. */
export function createWorkload(db: Db, dataDir: string, env: NodeJS.ProcessEnv, random: () => number): Workload {
  const batches: Piece[] = [];
  let open: Piece[] = [];
  let isClosed = false;

  function drop(): void {
    const emails = random() < 0.1 ? LARGE_EMAILS : 1 + Math.floor(random() * MOST_EMAILS);
    const storedName = `faults-${batches.length}`;
    const text = JSON.stringify(
      Array.from({ length: emails }, (_, n) => ({
        from: `Person ${n} <person${n}@example.com>`,
        subject: `Subject ${batches.length}.${n}`,
        body: `Body ${batches.length}.${n} of a letter.`,
      })),
    );
    writeFileSync(join(places(dataDir).uploads, storedName), text);
    const datasetId = createDataset(db, { name: storedName, who: "" });
    const file = { name: `${storedName}.json`, storedName, length: Buffer.byteLength(text), isBundle: false };
    addStoredFile(db, datasetId, file);
    const piece: Piece = { datasetId, emails, batchId: null, isCancelled: false };
    batches.push(piece);
    open.push(piece);
  }

  async function send(piece: Piece): Promise<void> {
    const { id } = openDraft(db, piece.datasetId, "");
    const { revision } = changeDraft(db, id, { provider: "openai", promptId: "classic", model: "gpt-6-luna" });
    piece.batchId = id;
    // Now and then the process that submits dies too; whether it was before or after its commit, people click again.
    if (random() < 0.1) await submitAndDie(dataDir, env, id, revision, random() < 0.5);
    submit(db, id, revision, "", readEnv(env));
  }

  function look(piece: Piece): boolean {
    if (piece.batchId === null) return false;
    const view = getBatch(db, piece.batchId);
    if (view.isActive && !piece.isCancelled && view.parts[0]?.state === "submitted" && random() < 0.004) {
      cancel(db, piece.batchId);
      piece.isCancelled = true;
    }
    return !view.isActive;
  }

  return {
    batches,
    async step(worker) {
      try {
        while (!isClosed && open.length < AT_ONCE) drop();
        for (const piece of open) {
          if (piece.batchId !== null) continue;
          const dataset = getDataset(db, piece.datasetId);
          if (dataset.isImporting || dataset.emailCount < piece.emails) continue;
          await send(piece);
          // It may have died a moment ago.
          if (worker.connected) worker.send("wake", () => {});
        }
        open = open.filter((piece) => !look(piece));
      } catch (error) {
        // The worker holds the write lock: people wait a moment too.
        if (!isBusy(error)) throw error;
      }
    },
    close: () => {
      isClosed = true;
    },
    isOver: () => open.length === 0 && openDeletions(db) === 0,
    describe: () => JSON.stringify(open.map((piece) => piece.batchId && getBatch(db, piece.batchId).parts)),
  };
}

function openDeletions(db: Db): number {
  return db.$client.prepare("select count(*) from deletions where deleted_at is null").pluck().get() as number;
}

async function submitAndDie(
  dataDir: string,
  env: NodeJS.ProcessEnv,
  id: number,
  revision: number,
  isBefore: boolean,
): Promise<void> {
  const at = `${isBefore ? "before" : "after"} commit batches/submit submit`;
  const args = ["--import", "./tests/faults/kill-points.ts", "tests/faults/submit-child.ts"];
  const child = spawn(process.execPath, [...args, dataDir, String(id), String(revision)], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...env, FAULTS: JSON.stringify({ at }) },
  });
  const [, signal] = await once(child, "exit");
  if (signal !== "SIGKILL") throw new Error(`the submitting process did not die at ${at}`);
}
