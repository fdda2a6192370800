import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openEngine } from "#lib/engine/engine";
import type { Answerer } from "#lib/engine/types";
import { firstWords } from "#tests/support/vendor";
import {
  createBatch,
  createClient,
  openTestEngine,
  readResults,
  requestLines,
  uploadLines,
} from "#tests/support/vendor-engine";

const COUNT = 130;

/** Every request in exactly one of the two files, and the batch's own numbers equal to the lines. */
async function expectExact(client: ReturnType<typeof createClient>, id: string, count: number): Promise<void> {
  const batch = await client.batches.retrieve(id);
  const { output, errors } = await readResults(client, id);
  const ids = [...output, ...errors].map((line) => line.custom_id).sort();
  expect(ids).toEqual(Array.from({ length: count }, (_, index) => `email-${index}`).sort());
  const run = errors.filter((line) => line.response);
  expect(batch.request_counts).toEqual({ total: count, completed: output.length, failed: run.length });
  for (const line of output) {
    expect(JSON.stringify(line.response?.body)).toContain(`"Text of ${line.custom_id}"`);
  }
  const tokens = output.length * 3;
  expect(batch.usage).toMatchObject({ input_tokens: tokens, output_tokens: tokens });
}

/** Every ninth fails, so that both files matter. */
const partly: Answerer = async (bodies) => {
  const answers = await firstWords(bodies);
  return answers.map((answer, index) =>
    /email-\d*9$/.test(String(bodies[index]?.messages[0]?.content)) ? { error: "No." } : answer,
  );
};

test("closing and opening again at any steps loses and repeats nothing", async () => {
  const restarts = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 6 });
  const cancelAt = fc.option(fc.integer({ min: 0, max: 25 }), { nil: null });
  await fc.assert(
    fc.asyncProperty(restarts, cancelAt, fc.integer({ min: 1, max: 40 }), async (gaps, cancel, groupSize) => {
      const vendor = openTestEngine({ groupSize, answer: partly });
      try {
        const id = await vendor.submit(requestLines(COUNT));
        const stops = gaps.map((_, index) => gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0));
        for (let step = 0, more = true; more; step += 1) {
          if (stops.includes(step)) await vendor.reopen();
          if (step === cancel) await vendor.client.batches.cancel(id).catch(() => {});
          more = await vendor.engine.step();
        }
        const batch = await vendor.client.batches.retrieve(id);
        expect(["completed", "cancelled"]).toContain(batch.status);
        if (batch.in_progress_at) await expectExact(vendor.client, id, COUNT);
      } finally {
        await vendor.close();
      }
    }),
    { numRuns: 40 },
  );
});

test.each(["validating", "finalizing"])(
  "two engines on one folder, from %s on, never double anything",
  async (from) => {
    const vendor = openTestEngine({ groupSize: 3, answer: partly });
    const second = openEngine({ directory: vendor.directory, now: vendor.now, groupSize: 4, answer: partly });
    const id = await vendor.submit(requestLines(1100));
    while ((await vendor.status(id)) !== from) await vendor.engine.step();
    for (let more = true; more; ) {
      const [one, two] = await Promise.all([vendor.engine.step(), second.step()]);
      more = one || two;
    }
    await expectExact(vendor.client, id, 1100);
    const batch = await vendor.client.batches.retrieve(id);
    const files = [batch.input_file_id, batch.output_file_id, batch.error_file_id];
    expect(readdirSync(join(vendor.directory, "files")).sort()).toEqual(files.sort());
    await second.close();
    await vendor.close();
  },
);

test("closing while the answerer is busy waits for nobody and records nothing half", async () => {
  const asked = Promise.withResolvers<void>();
  const never: Answerer = () => {
    asked.resolve();
    return new Promise(() => {});
  };
  const vendor = openTestEngine({ answer: never });
  const id = await vendor.submit(requestLines(10));
  const stepping = vendor.drive();
  await asked.promise;
  await vendor.reopen({ answer: firstWords });
  await stepping;
  expect((await vendor.client.batches.retrieve(id)).request_counts).toEqual({ total: 10, completed: 0, failed: 0 });
  await vendor.drive();
  await expectExact(vendor.client, id, 10);
  await vendor.close();
});

test("kill -9 while it works: what was accepted is finished by the next process, once each", async () => {
  const directory = mkdtempSync(join(tmpdir(), "engine-"));
  const open = () => openEngine({ directory, now: Date.now, answer: firstWords, groupSize: 7 });
  let engine = open();
  const client = createClient((request) => engine.fetch(request));
  const id = await createBatch(client, await uploadLines(client, requestLines(2000)));
  await engine.close();
  for (const status of ["validating", "in_progress", "in_progress", "finalizing"]) await runAndKill(directory, status);
  engine = open();
  while (await engine.step());
  await expectExact(client, id, 2000);
  await engine.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Steps the engine in a process of its own, which kills itself in the middle of a step taken in that status. */
async function runAndKill(directory: string, status: string): Promise<void> {
  const script = fileURLToPath(new URL("../../support/vendor-child.ts", import.meta.url));
  const child = spawn(process.execPath, [script, directory, status], { stdio: ["ignore", "ignore", "inherit"] });
  const [, signal] = await once(child, "close");
  expect(signal).toBe("SIGKILL");
}
