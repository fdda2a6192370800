const REPEATS = 40;

/** Runs something again and again; answers its median and 95th percentile in milliseconds. */
export function timed(run: () => unknown): { p50: number; p95: number } {
  const times = Array.from({ length: REPEATS }, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  }).sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95) };
}
