import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canMove, derivePhase, PART_MOVES, type PartState, type PhasePart } from "#lib/batches/status";
import type { Ledger, Phase } from "#lib/batches/view";
import { partLabel, phaseLabel, phaseTone } from "#lib/words";

const STATES = Object.keys(PART_MOVES) as PartState[];
const ledger = (summarised: number, failed = 0, notRun = 0, pending = 0): Ledger => ({
  emails: summarised + failed + notRun + pending,
  summarised,
  failed,
  notRun,
  pending,
});
const part = (state: PartState, vendorStatus: string | null = null): PhasePart => ({ state, vendorStatus });
const sent = { state: "submitted" as const, isExpanded: true, cancelRequestedAt: null, settled: 0 };
const cancelled = { ...sent, cancelRequestedAt: 1 };

describe("moves of a part", () => {
  test("an end is an end, and every other state can reach one", () => {
    expect(PART_MOVES.done).toEqual([]);
    expect(PART_MOVES.stopped).toEqual([]);
    for (const state of STATES) {
      const seen = new Set<PartState>([state]);
      for (const one of seen) for (const next of PART_MOVES[one]) seen.add(next);
      expect(seen.has("done") || seen.has("stopped")).toBe(true);
    }
  });

  test("nothing is sent that was not built, and nothing ends without being collected", () => {
    for (const state of STATES) {
      expect(canMove(state, "done")).toBe(state === "collecting");
      expect(canMove(state, "stopped")).toBe(state === "collecting");
      expect(canMove(state, "submitted")).toBe(state === "creating" || state === "uncertain");
    }
    expect(canMove("uncertain", "uploading")).toBe(false);
    expect(canMove("uncertain", "creating")).toBe(false);
  });
});

describe("the phase of a batch", () => {
  const cases: [Phase, typeof sent | typeof cancelled, PhasePart[], Ledger, boolean][] = [
    ["waiting", { ...sent, isExpanded: false }, [], ledger(0, 0, 0, 9), false],
    ["waiting", sent, [part("waiting")], ledger(0, 0, 0, 9), false],
    ["waiting", sent, [part("uploading")], ledger(0, 0, 0, 9), false],
    ["waiting", sent, [part("waiting")], ledger(0, 0, 0, 9), true],
    ["unreachable", sent, [part("submitted", "in_progress")], ledger(0, 0, 0, 9), true],
    ["making-sure", sent, [part("submitted", "in_progress"), part("uncertain")], ledger(0, 0, 0, 9), false],
    ["checking", sent, [part("submitted", "validating")], ledger(0, 0, 0, 9), false],
    ["working", sent, [part("submitted", "in_progress"), part("waiting")], ledger(0, 0, 0, 9), false],
    ["working", sent, [part("submitted", "a status nobody knows")], ledger(0, 0, 0, 9), false],
    ["collecting", sent, [part("collecting", "completed"), part("done", "completed")], ledger(4, 0, 0, 5), false],
    ["collecting", sent, [part("done", "completed")], ledger(8, 0, 0, 1), false],
    ["stopping", cancelled, [part("submitted", "cancelling")], ledger(0, 0, 0, 9), false],
    ["done", sent, [part("done", "completed")], ledger(9), true],
    ["done", sent, [part("done", "expired"), part("done", "completed")], ledger(9), false],
    ["done-with-problems", sent, [part("done", "completed")], ledger(8, 1), false],
    ["done-with-problems", sent, [part("done", "expired"), part("done", "completed")], ledger(8, 1), false],
    ["ran-out-of-time", sent, [part("done", "expired")], ledger(4, 1, 4), false],
    ["stopped", cancelled, [part("done", "cancelled")], ledger(4, 0, 5), false],
    ["done", cancelled, [part("done", "completed")], ledger(9), false],
    ["done", { ...sent, settled: 5 }, [part("done", "expired")], ledger(4, 1, 4), false],
    ["ran-out-of-time", { ...sent, settled: 1 }, [part("done", "expired")], ledger(4, 1, 4), false],
    ["working", { ...sent, settled: 1 }, [part("submitted", "in_progress")], ledger(4, 1, 0, 4), false],
    ["could-not-start", sent, [part("stopped")], ledger(0, 0, 9), false],
    ["could-not-start", sent, [part("stopped", "failed")], ledger(0, 9), false],
    ["done-with-problems", sent, [part("stopped"), part("done", "completed")], ledger(5, 0, 4), false],
  ];
  test.each(cases)("%s", (phase, batch, parts, counted, isUnreachable) => {
    expect(derivePhase(batch, parts, counted, isUnreachable)).toBe(phase);
  });

  test("a draft is a draft", () => {
    expect(derivePhase({ ...sent, state: "draft" }, [], ledger(0), false)).toBe("draft");
  });

  test("is never an end while one email is unaccounted for or one part is open", () => {
    const ends: Phase[] = ["done", "done-with-problems", "stopped", "ran-out-of-time", "could-not-start"];
    const anyPart = fc.record({
      state: fc.constantFrom(...STATES),
      vendorStatus: fc.constantFrom(null, "validating", "in_progress", "completed", "failed", "expired", "cancelled"),
    });
    const counts = fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5), fc.nat(2));
    const batch = fc.record({
      state: fc.constant("submitted" as const),
      isExpanded: fc.boolean(),
      cancelRequestedAt: fc.constantFrom(null, 1),
      settled: fc.constant(0),
    });
    fc.assert(
      fc.property(batch, fc.array(anyPart, { maxLength: 4 }), counts, fc.boolean(), (one, parts, numbers, lost) => {
        const counted = ledger(...numbers);
        const isOver = one.isExpanded && counted.pending === 0 && parts.every((p) => PART_MOVES[p.state].length === 0);
        const phase = derivePhase(one, parts, counted, lost);
        expect(ends.includes(phase)).toBe(isOver);
        if (phase === "done") expect(counted.failed + counted.notRun).toBe(0);
      }),
    );
  });
});

describe("words", () => {
  const facts = {
    settled: 0,
    ledger: ledger(412, 4, 5),
    progress: { done: 412, total: 1000 },
    reason: "the key was refused",
    providerName: "OpenAI",
    away: null,
  };
  test.each<[Phase, string]>([
    ["draft", "Draft"],
    ["waiting", "Waiting"],
    ["checking", "Checking"],
    ["working", "Working 412 of 1,000"],
    ["collecting", "Collecting results"],
    ["done", "Done"],
    ["done-with-problems", "Done with 9 problems"],
    ["stopped", "Stopped"],
    ["ran-out-of-time", "Ran out of time: 412 kept"],
    ["could-not-start", "Could not start: the key was refused"],
    ["making-sure", "Making sure it was not sent twice"],
    ["unreachable", "Cannot reach OpenAI"],
  ])("%s is said as %s", (phase, label) => {
    expect(phaseLabel(phase, facts, "en")).toBe(label);
  });

  test("numbers and times follow the reader's locale; one problem is one", () => {
    expect(phaseLabel("working", { ...facts, progress: { done: 0, total: 12_345 } }, "de")).toBe("Working 0 of 12.345");
    expect(phaseLabel("done-with-problems", { ...facts, ledger: ledger(3, 1) })).toBe("Done with 1 problem");
    const at = new Date(2026, 10, 23, 14, 2).getTime();
    expect(phaseLabel("unreachable", { ...facts, away: { since: at, isRefused: false } })).toBe(
      "Cannot reach OpenAI since 14:02",
    );
    expect(phaseLabel("unreachable", { ...facts, away: { since: at, isRefused: true } })).toBe(
      "OpenAI does not accept the key since 14:02",
    );
  });

  test("only a flawless end is green", () => {
    expect(phaseTone("done")).toBe("good");
    for (const phase of ["done-with-problems", "ran-out-of-time", "could-not-start", "stopped"] as const)
      expect(phaseTone(phase)).not.toBe("good");
  });

  test("a part's vendor status is put into words, an unknown one too", () => {
    expect(partLabel("submitted", "validating")).toBe("Checking");
    expect(partLabel("submitted", "never heard of")).toBe("Working");
    expect(partLabel("done", "expired")).toBe("Ran out of time");
    expect(partLabel("done", "completed")).toBe("Done");
  });
});
