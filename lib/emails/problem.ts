import type { Entry, Problem } from "#lib/emails/email";
import { RAW_LIMIT } from "#lib/emails/limits";

/** Builds a problem; `raw` may be longer than what is kept. */
export function createProblem(place: string, code: string, message: string, raw = ""): Problem {
  return { place, code, message, raw: raw.slice(0, RAW_LIMIT) };
}

/** The same, as an entry of a file. */
export function problemEntry(position: number, problem: Problem): Extract<Entry, { kind: "problem" }> {
  return { kind: "problem", position, problem };
}

/** "32 MB": a limit as staff read it. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / (1024 * 1024))} MB`;
}
