"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { DraftActions, DraftChange } from "#components/datasets/actions";
import type { ActionResult } from "#lib/action";
import type { DraftView } from "#lib/batches/draft-view";
import { EMPTY_FORM, type Form, isSameForm, problemOf } from "#lib/prompts/form";

const TYPING_MS = 600;
const SILENT = "Mailgist does not answer. Is it still running on this computer?";

type DraftState = {
  /** null until it is open. */
  draft: DraftView | null;
  /** What is typed, ahead of what is saved. */
  instructions: string;
  /** The fields wanted back, ahead of what is saved. */
  form: Form;
  status: "opening" | "saving" | "saved" | "unsaved";
  /** A sentence on what went wrong last; null when all is well. */
  problem: string | null;
};

const OPENING: DraftState = {
  draft: null,
  instructions: "",
  form: EMPTY_FORM,
  status: "opening",
  problem: null,
};

/** What is edited where it stands: the wording, the fields, or both. */
type Edit = { instructions?: string; form?: Form };

export type Draft = DraftState & {
  change: (change: DraftChange) => Promise<void>;
  /** Takes what is being edited; it is saved after a pause, once it makes sense. */
  type: (edit: Edit) => void;
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
  const [state, setState] = useState<DraftState>(OPENING);
  const latest = useRef<DraftView | null>(null);
  const typed = useRef<Edit | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const queue = useRef<Promise<void>>(Promise.resolve());

  const take = useCallback((draft: DraftView) => {
    latest.current = draft;
    const isTyping = typed.current !== null;
    setState((before) => ({
      draft,
      instructions: isTyping ? before.instructions : draft.instructions,
      // What was typed stays as it stands while it means the same: a blank at its end may be the middle of a name.
      form: isTyping || isSameForm(before.form, draft.form) ? before.form : (draft.form ?? EMPTY_FORM),
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
      // Other instructions bring their own wording and fields.
      if (wanted.promptId !== undefined) typed.current = null;
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
    const edit = typed.current;
    if (edit && canSave(edit)) {
      typed.current = null;
      await change(edit);
    }
    await queue.current;
  }, [change]);

  const type = useCallback(
    (edit: Edit) => {
      typed.current = { ...typed.current, ...edit };
      const status = canSave(typed.current) ? "saving" : "unsaved";
      setState((before) => ({ ...before, ...edit, status, problem: null }));
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

function canSave({ instructions, form }: Edit): boolean {
  return instructions?.trim() !== "" && !(form && problemOf(form));
}

/** Calls an action; no answer at all becomes a sentence too. */
async function ask<R>(call: () => Promise<ActionResult<R>>): Promise<ActionResult<R>> {
  try {
    return await call();
  } catch {
    return { ok: false, code: "unavailable", message: SILENT };
  }
}
