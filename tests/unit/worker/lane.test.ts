import { describe, expect, it } from "vitest";
import { behind, createBell, createRush, runLane, type Step, type WorkerContext } from "#lib/worker/lane";

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

describe("a rush", () => {
  it("lets what can wait rest until the last work that goes first has ended, also by failing", async () => {
    const context = { rush: createRush() } as WorkerContext & { rush: ReturnType<typeof createRush> };
    let calls = 0;
    const step = behind(async () => {
      calls += 1;
      return true;
    });
    const [first, second] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
    const one = context.rush.run(() => first.promise);
    const two = context.rush.run(() => second.promise);
    first.resolve("stored");
    expect(await one).toBe("stored");
    expect(await step(context)).toBeTypeOf("number");
    second.reject(new Error("disk full"));
    await expect(two).rejects.toThrow("disk full");
    expect(calls).toBe(0);
    expect(await step(context)).toBe(true);
    expect(calls).toBe(1);
  });
});
