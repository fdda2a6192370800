import { spawn } from "node:child_process";
import { join } from "node:path";

/** Counts tokens (o200k_base) of each text. */
export type CountTokens = (texts: string[]) => Promise<number[]>;

const PATIENCE_MS = 30_000;

/**
 * Counts in a child process that ends afterwards: the tokenizer's tables take over 100 MB, and a text that is slow to
 * count must not hold the worker. Throws an Error when the child dies or takes longer than 30 s.
 */
export const countTokens: CountTokens = (texts) =>
  new Promise((resolve, reject) => {
    const script = join(process.cwd(), "lib/batches/tokens-child.ts");
    // spawn, not fork: the bundler would take fork's path for a module.
    const child = spawn(process.execPath, [script], {
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      serialization: "advanced",
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
    child.once("message", (counts) => {
      resolve(counts as number[]);
      child.kill();
    });
    child.once("error", reject);
    child.once("exit", () => {
      clearTimeout(timer);
      reject(new Error("the token counter ended without an answer"));
    });
    child.send(texts);
  });
