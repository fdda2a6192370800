import { existsSync, readFileSync } from "node:fs";

/**
 * The most memory this process (or another, by its id) has held, in bytes. Linux's VmHWM where there is one: the maximum that getrusage gives
 * also counts the process that started this one.
 */
export function peakBytes(pid: number | "self" = "self"): number {
  const status = `/proc/${pid}/status`;
  const found = existsSync(status) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, "utf8")) : null;
  return (found ? Number(found[1]) : process.resourceUsage().maxRSS) * 1024;
}
