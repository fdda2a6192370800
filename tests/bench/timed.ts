import { setImmediate } from "node:timers/promises";

const REPEATS = 40;

type Timed = { p50: number; p95: number };

/** Runs something again and again; answers its median and 95th percentile in milliseconds. */
export function timed(run: () => unknown): Timed {
  const times = Array.from({ length: REPEATS }, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
  return { p50: at(times, 0.5), p95: at(times, 0.95) };
}

/** The same for what gives way in between; `slice` is the 95th percentile of the longest it holds the loop. */
export async function timedSlices(run: () => Promise<unknown>): Promise<Timed & { slice: number }> {
  const times: number[] = [];
  const slices: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const started = performance.now();
    const turns = [started];
    let isOver = false;
    const running = run().finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await setImmediate();
      turns.push(performance.now());
    }
    await running;
    times.push(performance.now() - started);
    slices.push(Math.max(...turns.slice(1).map((turn, n) => turn - (turns[n] ?? 0))));
  }
  return { p50: at(times, 0.5), p95: at(times, 0.95), slice: at(slices, 0.95) };
}

function at(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
}
