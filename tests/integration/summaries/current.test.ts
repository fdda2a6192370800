import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { batches, summaries } from "#db/schema";
import { readEnv } from "#lib/env";
import { currentStep } from "#lib/summaries/current";
import { forgetSummaries } from "#lib/summaries/forget";
import type { Outcome } from "#lib/summaries/view";
import type { WorkerContext } from "#lib/worker/lane";
import { makeBatch, makeOutcome, save } from "#tests/integration/summaries/stage";
import { type TempStore, tempStore } from "#tests/support/db";
import { FIRST_TIME, makeDataset } from "#tests/support/factories";

let store: TempStore;
let emailIds: number[];
let batchIds: number[];

beforeEach(async () => {
  store = await tempStore();
  const made = makeDataset(store.db, { emails: 3 });
  emailIds = made.emailIds;
  batchIds = [1, 2, 3].map((n) => makeBatch(store.db, made.datasetId, `Batch ${n}`));
});

afterEach(() => store.close());

const emailId = () => emailIds[0] ?? 0;
const batchId = (n: number) => batchIds[n - 1] ?? 0;
const all = () => store.db.select().from(summaries).all();
const currentBatch = () =>
  all()
    .filter((row) => row.isCurrent)
    .map((row) => batchIds.indexOf(row.batchId) + 1);

function saved(...list: [batch: number, outcome: Outcome][]) {
  for (const [n, outcome] of list) save(store.db, [makeOutcome({ emailId: emailId(), batchId: batchId(n), outcome })]);
}

function setRemoved(n: number, isRemoved: boolean) {
  store.db
    .update(batches)
    .set({ removedAt: isRemoved ? FIRST_TIME : null })
    .where(eq(batches.id, batchId(n)))
    .run();
}

function worker(): WorkerContext {
  const env = readEnv({ MAILGIST_DATA_DIR: store.dataDir });
  return { db: store.db, env, now: () => FIRST_TIME, wake: () => {}, signal: new AbortController().signal };
}

async function follow() {
  while (await currentStep(worker()));
}

describe("the current summary of an email", () => {
  it.each<[string, [number, Outcome][], number]>([
    ["the only one", [[1, "summarised"]], 1],
    [
      "the newest batch's",
      [
        [1, "summarised"],
        [2, "summarised"],
      ],
      2,
    ],
    [
      "the newest batch's, also when it is collected first",
      [
        [2, "summarised"],
        [1, "summarised"],
      ],
      2,
    ],
    [
      "not a later failure",
      [
        [1, "summarised"],
        [2, "failed"],
      ],
      1,
    ],
    [
      "a summary that comes after a later failure",
      [
        [2, "failed"],
        [1, "summarised"],
      ],
      1,
    ],
    [
      "the newest failure when there is nothing else",
      [
        [1, "failed"],
        [2, "not_run"],
      ],
      2,
    ],
    [
      "a later summary after a failure",
      [
        [1, "failed"],
        [2, "summarised"],
      ],
      2,
    ],
    [
      "a retry's summary in the same batch",
      [
        [1, "summarised"],
        [2, "failed"],
        [2, "summarised"],
      ],
      2,
    ],
  ])("is %s", (_name, list, expected) => {
    saved(...list);
    expect(currentBatch()).toEqual([expected]);
  });

  it("never loses a summary to a failure of the same batch", () => {
    saved([1, "summarised"], [1, "failed"]);
    expect(all()).toMatchObject([{ outcome: "summarised", revision: 1 }]);
  });

  it("changes nothing when the same row comes again, not even its revision", () => {
    saved([1, "summarised"], [2, "failed"]);
    const before = all();
    saved([1, "summarised"], [2, "failed"]);
    expect(all()).toEqual(before);
  });

  it("rises in revision when its text changes", () => {
    saved([1, "summarised"]);
    save(store.db, [makeOutcome({ emailId: emailId(), batchId: batchId(1), text: "Another" })]);
    expect(all()).toMatchObject([{ text: "Another", revision: 2 }]);
  });

  it("copies sender, subject and date, and passes over an email that is gone", () => {
    save(store.db, [
      makeOutcome({ emailId: emailId(), batchId: batchId(1) }),
      makeOutcome({ emailId: 999_999, batchId: batchId(1) }),
    ]);
    expect(all()).toMatchObject([{ sender: "Person 0", subject: "Subject 0", date: FIRST_TIME }]);
  });

  it("gives way when its batch is removed, and comes back when it is restored", async () => {
    saved([1, "summarised"], [2, "summarised"]);
    setRemoved(2, true);
    await follow();
    expect(currentBatch()).toEqual([1]);
    setRemoved(1, true);
    await follow();
    expect(currentBatch()).toEqual([]);
    setRemoved(2, false);
    await follow();
    expect(currentBatch()).toEqual([2]);
  });

  it("is not one that arrives for a removed batch", async () => {
    saved([1, "summarised"]);
    setRemoved(2, true);
    saved([2, "summarised"]);
    expect(currentBatch()).toEqual([1]);
  });

  it("is the one before when a batch is forgotten", () => {
    saved([1, "failed"], [2, "summarised"]);
    const gone = store.db.$client.transaction(() => forgetSummaries(store.db, batchId(2), 10))();
    expect(gone).toBe(1);
    expect(currentBatch()).toEqual([1]);
    expect(store.db.$client.transaction(() => forgetSummaries(store.db, batchId(2), 10))()).toBe(0);
  });
});

type Event =
  | { kind: "save"; n: number; email: number; outcome: Outcome }
  | { kind: "remove" | "restore" | "forget"; n: number }
  | { kind: "step" };
const n = fc.integer({ min: 1, max: 3 });
const outcome = fc.constantFrom<Outcome>("summarised", "failed", "not_run");
const email = fc.integer({ min: 0, max: 2 });
const change = fc.constantFrom("remove" as const, "restore" as const, "forget" as const);
const events: fc.Arbitrary<Event[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("save" as const), n, email, outcome }) },
    { weight: 2, arbitrary: fc.record({ kind: change, n }) },
    { weight: 1, arbitrary: fc.constant({ kind: "step" as const }) },
  ),
  { maxLength: 16 },
);

/** How many summaries each batch has and how many are current, as kept and as counted. */
const counts = () => store.db.$client.prepare("select * from summary_counts order by batch_id").all();
const counted = () =>
  store.db.$client
    .prepare(
      `select batch_id, count(*) as summaries, sum(is_current) as current from summaries
        group by batch_id order by batch_id`,
    )
    .all();

it("is counted right where one call stores an email's rows in several batches", () => {
  const row = (n: number, outcome: Outcome) =>
    makeOutcome({ emailId: emailId(), batchId: batchId(n), outcome, text: outcome });
  save(store.db, [
    row(1, "failed"),
    row(2, "summarised"),
    row(3, "failed"),
    row(1, "summarised"),
    row(3, "summarised"),
  ]);
  expect(counts()).toEqual(counted());
  expect(counts()).toMatchObject([{ current: 0 }, { current: 0 }, { current: 1 }]);
});

it("is what the rules say after any history, and counted so", async () => {
  await fc.assert(
    fc.asyncProperty(events, async (history) => {
      store.db.delete(summaries).run();
      for (const one of [1, 2, 3]) setRemoved(one, false);
      const isRemoved = [false, false, false];
      const told = new Map<string, Outcome>();
      for (const event of history) {
        if (event.kind === "save") {
          const key = `${event.email}/${event.n}`;
          if (told.get(key) !== "summarised") told.set(key, event.outcome);
          const id = emailIds[event.email] ?? 0;
          save(store.db, [makeOutcome({ emailId: id, batchId: batchId(event.n), outcome: event.outcome })]);
        } else if (event.kind === "step") {
          await currentStep(worker());
        } else if (event.kind === "forget") {
          for (const place of [0, 1, 2]) told.delete(`${place}/${event.n}`);
          store.db.$client.transaction(() => forgetSummaries(store.db, batchId(event.n), 100))();
        } else {
          isRemoved[event.n - 1] = event.kind === "remove";
          setRemoved(event.n, event.kind === "remove");
        }
      }
      await follow();
      const expected = [0, 1, 2].flatMap((place) => {
        const kept = [3, 2, 1].filter((one) => told.has(`${place}/${one}`) && !isRemoved[one - 1]);
        const best = kept.find((one) => told.get(`${place}/${one}`) === "summarised") ?? kept[0];
        return best === undefined ? [] : [`${emailIds[place]}/${batchId(best)}`];
      });
      const current = all()
        .filter((row) => row.isCurrent)
        .map((row) => `${row.emailId}/${row.batchId}`);
      expect(current.toSorted()).toEqual(expected.toSorted());
      expect(counts()).toEqual(counted());
    }),
    { numRuns: 100 },
  );
});
