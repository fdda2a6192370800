import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readEnv } from "#lib/env";
import { AppError } from "#lib/errors";
import { type Answerer, answerStep } from "#lib/worker/answer";
import { ask } from "#lib/worker/ask";
import { createBell, runLane } from "#lib/worker/lane";
import { tempStore } from "#tests/support/db";

const answerers: Record<string, Answerer> = {
  double: async (input) => (input as { n: number }).n * 2,
  refuse: async () => {
    throw new AppError("unavailable", "The provider is on holiday.");
  },
};

describe("asking the worker", () => {
  let temp: Awaited<ReturnType<typeof tempStore>>;
  let stop: () => Promise<void>;

  beforeEach(async () => {
    temp = await tempStore();
    const stopping = new AbortController();
    const bell = createBell();
    const context = { db: temp.db, env: readEnv({}), now: Date.now, wake: bell.wake, signal: stopping.signal };
    const step = answerStep(answerers);
    const lane = runLane(
      async (given) => (await step(given)) || 5,
      context,
      bell,
      () => {},
    );
    stop = async () => {
      stopping.abort();
      bell.wake();
      await lane;
    };
  });
  afterEach(async () => {
    await stop();
    temp.close();
  });

  it("answers each question with its own answer, many at once", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => ask(temp.db, "double", { n })));
    expect(answers).toEqual(Array.from({ length: 20 }, (_, n) => n * 2));
  });

  it("passes on the worker's own sentence", async () => {
    await expect(ask(temp.db, "refuse", {})).rejects.toThrow("The provider is on holiday.");
  });

  it("says so when nobody answers", async () => {
    await stop();
    await expect(ask(temp.db, "double", { n: 1 }, 50)).rejects.toThrow("did not answer in time");
  });
});
