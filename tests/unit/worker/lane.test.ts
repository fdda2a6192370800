import { describe, expect, it } from "vitest";
import { createBell, runLane, type Step, type WorkerContext } from "#lib/worker/lane";

/** Runs one lane until its step has been called `calls` times, then stops it. */
async function callsOf(step: Step, calls: number): Promise<{ seen: number; errors: unknown[] }> {
  const stopping = new AbortController();
  const bell = createBell();
  const context = { signal: stopping.signal } as WorkerContext;
  const errors: unknown[] = [];
  let seen = 0;
  const counted: Step = async (given) => {
    seen += 1;
    if (seen >= calls) {
      stopping.abort();
      bell.wake();
    }
    return step(given);
  };
  await runLane(counted, context, bell, (error) => errors.push(error));
  return { seen, errors };
}

describe("runLane", () => {
  it("goes on at once while there is more to do", async () => {
    expect((await callsOf(async () => true, 50)).seen).toBe(50);
  });

  it("looks again after the time a step asks for", async () => {
    expect((await callsOf(async () => 1, 3)).seen).toBe(3);
  });

  it("survives a step that fails", async () => {
    let isFirst = true;
    const { seen, errors } = await callsOf(async () => {
      if (!isFirst) return true;
      isFirst = false;
      throw new Error("once");
    }, 3);
    expect(seen).toBe(3);
    expect(errors).toHaveLength(1);
  });
});

describe("createBell", () => {
  it("wakes everybody who waits", async () => {
    const bell = createBell();
    const woken = Promise.all([bell.wait(60_000), bell.wait(60_000)]);
    bell.wake();
    await woken;
  });
});
