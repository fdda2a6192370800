import fc from "fast-check";
import { expect, it } from "vitest";
import { emails, importProblems } from "#db/schema";
import { encodeBundleHead } from "#lib/datasets/bundle";
import { createImportStep, readHere } from "#lib/datasets/import";
import { getDataset } from "#lib/datasets/list";
import type { Entry } from "#lib/emails/email";
import { readEmails } from "#lib/emails/read";
import { openStore } from "#lib/store";
import { drop, importAll, jsonEmails, workerContext } from "#tests/integration/datasets/work";
import { type TempStore, tempStore } from "#tests/support/db";

const LINES = 2300;
/** Every 97th line cannot be read. */
const jsonLines = Array.from({ length: LINES }, (_, n) =>
  n % 97 === 0 ? `{"broken ${n}` : JSON.stringify({ from: "a@x.com", subject: `Line ${n}`, body: `Body ${n}` }),
).join("\n");
const BROKEN = Math.ceil(LINES / 97);
const small = [jsonEmails(1), jsonEmails(2), ""];
const bundle = Buffer.concat([
  encodeBundleHead(small.map((text, n) => ({ name: `small${n}.json`, size: Buffer.byteLength(text) }))),
  ...small.map((text) => Buffer.from(text)),
]);

/** Runs an import that dies after `count` entries: nothing it held in memory is seen again. */
async function runAndDie(store: TempStore, count: number): Promise<void> {
  let left = count;
  await new Promise<void>((die) => {
    async function* dying(source: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Entry> {
      for await (const entry of readEmails(source, name)) {
        if (left === 0) {
          die();
          await new Promise(() => {});
        }
        left -= 1;
        yield entry;
      }
    }
    const step = createImportStep(readHere(dying));
    const context = workerContext(store);
    (async () => {
      while ((await step(context)) === true);
      die();
    })();
  });
}

async function reopen(store: TempStore): Promise<TempStore> {
  store.db.$client.close();
  return { ...store, db: await openStore(store.dataDir, "worker") };
}

it("loses nothing and doubles nothing, wherever it is killed and however often", async () => {
  const deaths = fc.array(fc.integer({ min: 0, max: LINES + 10 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(deaths, async (counts) => {
      const first = await tempStore();
      let store = first;
      try {
        const id = drop(store, { name: "lines.jsonl", bytes: jsonLines });
        drop(store, { name: "Small files", bytes: bundle, datasetId: id, isBundle: true });
        for (const count of counts) {
          await runAndDie(store, count);
          store = await reopen(store);
        }
        await importAll(store);
        const view = getDataset(store.db, id);
        expect(view).toMatchObject({
          emailCount: LINES - BROKEN + 3,
          problemCount: BROKEN + 1,
          fileCount: 4,
          isImporting: false,
        });
        const rows = store.db.select().from(emails).all();
        expect(rows).toHaveLength(view.emailCount);
        expect(rows.filter(({ subject }) => subject.startsWith("Line")).map(({ subject }) => subject)).toEqual(
          Array.from({ length: LINES }, (_, n) => n)
            .filter((n) => n % 97 !== 0)
            .map((n) => `Line ${n}`),
        );
        expect(store.db.select().from(importProblems).all()).toHaveLength(view.problemCount);
      } finally {
        store.db.$client.close();
        first.close();
      }
    }),
    { numRuns: 8, seed: 20260105 },
  );
});
