import type { Step, WorkerContext } from "#lib/worker/lane";

/** Every lane of background work, by name, and how to end what they hold open. */
export function startSteps(_context: WorkerContext): { steps: Record<string, Step>; close: () => Promise<void> } {
  return { steps: {}, close: async () => {} };
}
