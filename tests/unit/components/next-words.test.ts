import { describe, expect, it } from "vitest";
import { nextWords } from "#components/batches/next-words";
import type { Phase } from "#lib/batches/view";

const PHASES: Phase[] = [
  "draft",
  "waiting",
  "checking",
  "working",
  "collecting",
  "done",
  "done-with-problems",
  "stopping",
  "stopped",
  "ran-out-of-time",
  "could-not-start",
  "making-sure",
  "unreachable",
];

describe("what happens next", () => {
  it.each(PHASES)("is a whole sentence for %s", (phase) => {
    for (const provider of ["engine", "openai"]) {
      for (const isRefused of [false, true])
        expect(nextWords({ phase, now: { provider, name: "OpenAI", isRefused }, settled: 0 })).toMatch(/^[A-Z].*\.$/);
    }
  });

  it("promises 24 hours only where a provider needs them", () => {
    expect(
      nextWords({ phase: "working", now: { provider: "openai", name: "OpenAI", isRefused: false }, settled: 0 }),
    ).toContain("24 hours");
    expect(
      nextWords({
        phase: "working",
        now: { provider: "engine", name: "Built-in engine", isRefused: false },
        settled: 0,
      }),
    ).not.toContain("24 hours");
  });
});
