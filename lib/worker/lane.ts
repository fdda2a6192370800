import type { Db } from "#db/client";
import type { Env } from "#lib/env";

/** What every background step gets. `now` is the only clock; `wake` makes all lanes look again at once. */
export type WorkerContext = {
  db: Db;
  env: Env;
  now: () => number;
  wake: () => void;
  signal: AbortSignal;
  /** Where work says that it goes first. */
  rush?: Rush;
  /** The built-in engine's door, once it runs. */
  engineFetch?: (request: Request) => Promise<Response>;
  /** The door of the engine that keeps the batches of a chat endpoint; opened when first asked for. */
  chatFetch?: (provider: string) => (request: Request) => Promise<Response>;
};

/**
 * One small restartable step of background work. Answers true when more can be done at once, a number of
 * milliseconds after which it wants to look again, or false to wait for the next wake-up.
 * Holds the event loop and the write lock for about 50 ms at most.
 */
export type Step = (context: WorkerContext) => Promise<boolean | number>;

/** Work that goes first, and how lanes that can wait see it under way. */
export type Rush = { run: <T>(work: () => Promise<T>) => Promise<T>; isOn: () => boolean };

/** How long a lane that makes room waits before it looks again. */
const ROOM_MS = 50;
/** How long a lane with nothing to do waits when nobody wakes it. */
const IDLE_MS = 1000;
/** After an unexpected error a lane waits this long, doubling up to a minute. */
const FIRST_BACKOFF_MS = 500;
const LAST_BACKOFF_MS = 60_000;

/** Several may go first at once; a rush is over when the last of them has ended, or failed. */
export function createRush(): Rush {
  let running = 0;
  return {
    isOn: () => running > 0,
    async run(work) {
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
      }
    },
  };
}

/** The same step, resting while a rush is on. */
export function behind(step: Step): Step {
  return async (context) => (context.rush?.isOn() ? ROOM_MS : step(context));
}

/** Lets sleepers be woken: `wait` resolves on the next `wake`, or when the time is over. */
export function createBell() {
  let waiters: (() => void)[] = [];
  return {
    wake() {
      const woken = waiters;
      waiters = [];
      for (const resolve of woken) resolve();
    },
    wait(ms: number): Promise<void> {
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        waiters.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
  };
}

/** Runs one step again and again until the context's signal is aborted. A failing step backs off; it ends nothing else. */
export async function runLane(
  step: Step,
  context: WorkerContext,
  bell: ReturnType<typeof createBell>,
  onError: (error: unknown) => void,
): Promise<void> {
  let backoff = FIRST_BACKOFF_MS;
  while (!context.signal.aborted) {
    let next: boolean | number;
    try {
      next = await step(context);
      backoff = FIRST_BACKOFF_MS;
    } catch (error) {
      onError(error);
      next = backoff;
      backoff = Math.min(backoff * 2, LAST_BACKOFF_MS);
    }
    if (next === true) await new Promise<void>((resolve) => setImmediate(resolve));
    else await bell.wait(next === false ? IDLE_MS : next);
  }
}
