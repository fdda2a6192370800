"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { DraftActions, DraftChange } from "#components/datasets/actions";
import type { ActionResult } from "#lib/action";
import type { DraftView } from "#lib/batches/view";

const TYPING_MS = 600;
const SILENT = "Mailgist does not answer. Is it still running on this computer?";

type DraftState = {
  /** null until it is open. */
  draft: DraftView | null;
  /** What is typed, ahead of what is saved. */
  instructions: string;
  status: "opening" | "saving" | "saved" | "unsaved";
  /** A sentence on what went wrong last; null when all is well. */
  problem: string | null;
};

export type Draft = DraftState & {
  change: (change: DraftChange) => Promise<void>;
  type: (instructions: string) => void;
  reopen: () => Promise<void>;
  /** Saves what is still on its way, then submits. Answers the batch's id, or a sentence. */
  submit: () => Promise<{ id: number } | string>;
  /** Saves what is still on its way, then tries emails live (random ones unless named). Answers a sentence, or nothing. */
  tryEmails: (emailIds?: number[]) => Promise<string | undefined>;
  /** Gives up the trials that have no answer yet. */
  cancelTrials: () => Promise<string | undefined>;
  /** Saves at once what was typed. */
  flush: () => Promise<void>;
};

/**
 * The dataset's draft batch, saved as it is changed. Changes go one after another; what is typed waits for a pause.
 * `emailCount` is how many emails would go: when it moves, the draft is looked at again.
 */
export function useDraft(datasetId: number, isNeeded: boolean, emailCount: number, actions: DraftActions): Draft {
  const [state, setState] = useState<DraftState>({ draft: null, instructions: "", status: "opening", problem: null });
  const latest = useRef<DraftView | null>(null);
  const typed = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const queue = useRef<Promise<void>>(Promise.resolve());

  const take = useCallback((draft: DraftView) => {
    latest.current = draft;
    const isTyping = typed.current !== null;
    setState((before) => ({
      draft,
      instructions: isTyping ? before.instructions : draft.instructions,
      status: isTyping ? "saving" : "saved",
      problem: null,
    }));
  }, []);
  const complain = useCallback(
    (problem: string) => setState((before) => ({ ...before, status: "unsaved", problem })),
    [],
  );

  const reopen = useCallback(async () => {
    const result = await ask(() => actions.open({ datasetId }));
    if (result.ok) take(result.value);
    else complain(result.message);
  }, [actions, datasetId, take, complain]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another number of emails is the reason to look again
  useEffect(() => {
    if (isNeeded) reopen();
  }, [isNeeded, emailCount, reopen]);

  const change = useCallback(
    (wanted: DraftChange) => {
      setState((before) => ({ ...before, status: "saving", problem: null }));
      queue.current = queue.current.then(async () => {
        const draft = latest.current;
        if (!draft) return;
        const result = await ask(() => actions.change({ id: draft.id, ...wanted }));
        if (result.ok) take(result.value);
        else {
          if (result.code === "conflict" || result.code === "not-found") await reopen();
          complain(result.message);
        }
      });
      return queue.current;
    },
    [actions, take, reopen, complain],
  );

  const flush = useCallback(async () => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = null;
    const instructions = typed.current;
    typed.current = null;
    if (instructions !== null && instructions.trim() !== "") await change({ instructions });
    await queue.current;
  }, [change]);

  const type = useCallback(
    (instructions: string) => {
      typed.current = instructions;
      const isEmpty = instructions.trim() === "";
      setState((before) => ({ ...before, instructions, status: isEmpty ? "unsaved" : "saving", problem: null }));
      if (timer.current) clearTimeout(timer.current);
      timer.current = setTimeout(flush, TYPING_MS);
    },
    [flush],
  );

  // Whoever walks on in the middle of a sentence keeps it.
  useEffect(() => () => void flush(), [flush]);

  const submit = useCallback(async () => {
    await flush();
    const draft = latest.current;
    if (!draft) return "The batch is not ready yet. Please try again.";
    const result = await ask(() => actions.submit({ id: draft.id, revision: draft.revision }));
    if (result.ok) return result.value;
    if (result.code === "conflict") await reopen();
    return result.message;
  }, [actions, flush, reopen]);

  const tryEmails = useCallback(
    async (emailIds?: number[]) => {
      await flush();
      const draft = latest.current;
      if (!draft) return "The batch is not ready yet. Please try again.";
      const wish = { id: draft.id, revision: draft.revision, ...(emailIds ? { emailIds } : {}) };
      const result = await ask(() => actions.tryEmails(wish));
      if (result.ok) return undefined;
      if (result.code === "conflict") await reopen();
      return result.message;
    },
    [actions, flush, reopen],
  );

  const cancelTrials = useCallback(async () => {
    const draft = latest.current;
    const result = draft ? await ask(() => actions.cancelTrials({ id: draft.id })) : null;
    return result?.ok === false ? result.message : undefined;
  }, [actions]);

  return { ...state, change, type, reopen, submit, tryEmails, cancelTrials, flush };
}

/** Calls an action; no answer at all becomes a sentence too. */
async function ask<R>(call: () => Promise<ActionResult<R>>): Promise<ActionResult<R>> {
  try {
    return await call();
  } catch {
    return { ok: false, code: "unavailable", message: SILENT };
  }
}
