import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readLedgerOnce } from "#lib/batches/ledger";
import { makeBatch, makePart } from "#tests/integration/summaries/stage";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";

const LARGE = 6000;
const SMALL = 50;
let store: TempStore;
let batchId: number;

beforeEach(async () => {
  store = await tempStore();
  const { datasetId } = makeDataset(store.db, { emails: 1 });
  batchId = makeBatch(store.db, datasetId);
  makePart(store.db, batchId, null);
});
afterEach(() => store.close());

/** One more email answered. */
function answer(): void {
  const { $client } = store.db;
  const n = $client.prepare("select count(*) from requests").pluck().get();
  const add = $client.prepare(
    `insert into requests (batch_id, part_id, email_id, custom_id, outcome)
     values (?, (select id from parts where batch_id = ?), 1, ?, 'summarised')`,
  );
  add.run(batchId, batchId, `email-${n}`);
}

function read(emailCount: number, mark: string, isRunning: boolean, now: number): number {
  return readLedgerOnce(store.db, { id: batchId, emailCount }, { mark, isRunning }, now).ledger.summarised;
}

describe("the ledger", () => {
  it("of a large batch that runs is counted at most twice a second, and at once when a part moves on", () => {
    answer();
    expect(read(LARGE, "collecting", true, 0)).toBe(1);
    answer();
    expect(read(LARGE, "collecting", true, 499)).toBe(1);
    expect(read(LARGE, "collecting", true, 500)).toBe(2);
    answer();
    expect(read(LARGE, "done", false, 501)).toBe(3);
  });

  it("of a small batch that runs is counted each time", () => {
    for (const count of [1, 2, 3]) {
      answer();
      expect(read(SMALL, "collecting", true, 0)).toBe(count);
    }
  });

  it("of a batch that has ended is counted once, until it goes on", () => {
    answer();
    expect(read(SMALL, "done", false, 0)).toBe(1);
    answer();
    expect(read(SMALL, "done", false, 1e9)).toBe(1);
    expect(read(SMALL, "done,waiting", true, 1e9)).toBe(2);
  });
});
