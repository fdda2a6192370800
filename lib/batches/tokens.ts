import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

/** Counts tokens (o200k_base) of each text. */
export type CountTokens = (texts: string[]) => Promise<number[]>;
/** Counts the input tokens of each line of a part's JSONL. */
export type CountFileTokens = (path: string, signal: AbortSignal) => Promise<number[]>;

const PATIENCE_MS = 30_000;

/**
 * Counts in a child process that ends afterwards: the tokenizer's tables take over 100 MB, and a text that is slow to
 * count must not hold the worker. Throws an Error when the child dies or takes longer than 30 s.
 */
export const countTokens: CountTokens = (texts) => askChild({ texts });

/**
 * Counts a file of any length in such a child. Throws an Error when the child dies, is silent for 30 s, or the worker
 * is ending.
 */
export const countFileTokens: CountFileTokens = (path, signal) => askChild({ path }, signal);

/** What the child is asked; it answers in pieces, the last of them empty. */
export type TokenQuestion = { texts: string[] } | { path: string };

function askChild(question: TokenQuestion, signal?: AbortSignal): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const child = startChild();
    const counts: number[] = [];
    const end = () => child.kill("SIGKILL");
    let timer = setTimeout(end, PATIENCE_MS);
    signal?.addEventListener("abort", end, { once: true });
    child.on("message", (piece: number[]) => {
      clearTimeout(timer);
      timer = setTimeout(end, PATIENCE_MS);
      for (const count of piece) counts.push(count);
      if (piece.length > 0) return;
      resolve(counts);
      child.kill();
    });
    child.once("error", reject);
    child.once("exit", () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      reject(new Error("the token counter ended without an answer"));
    });
    child.send(question);
  });
}

function startChild(): ChildProcess {
  const script = join(process.cwd(), "lib/batches/tokens-child.ts");
  // spawn, not fork: the bundler would take fork's path for a module.
  return spawn(process.execPath, [script], { stdio: ["ignore", "ignore", "ignore", "ipc"], serialization: "advanced" });
}
