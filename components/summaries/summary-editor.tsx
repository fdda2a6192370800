"use client";

import { Button } from "@heroui/react/button";
import { Description } from "@heroui/react/description";
import { Label } from "@heroui/react/label";
import { TextArea } from "@heroui/react/textarea";
import { TextField } from "@heroui/react/textfield";
import { type KeyboardEvent, useEffect, useState } from "react";
import type { SummaryDraft } from "#components/summaries/use-summary-draft";
import type { SummaryWork } from "#components/summaries/use-summary-work";
import { FormProblem } from "#components/ui/form-problem";
import { showUndo } from "#components/ui/toast";
import type { SummaryRow } from "#lib/summaries/view";

const LONGEST = 20_000;

type Props = {
  row: SummaryRow;
  draft: SummaryDraft;
  onDraft: (draft: SummaryDraft | null) => void;
  work: SummaryWork;
};

/** A summary's text being corrected. Ctrl+Enter saves, Escape cancels; what was typed is lost by neither. */
export function SummaryEditor({ row, draft, onDraft, work }: Props) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isChanged = draft.text.trim() !== row.text;
  const isOvertaken = draft.revision !== row.revision && isChanged;
  useLeaveGuard(isChanged);

  async function save(revision: number) {
    if (isBusy) return;
    setBusy(true);
    const failed = await work.edit({ id: row.id, revision }, draft.text);
    setBusy(false);
    setProblem(failed && failed.code !== "conflict" ? failed.message : null);
    if (!failed) onDraft(null);
  }
  function cancel() {
    onDraft(null);
    if (isChanged) showUndo("Your changes were discarded.", () => onDraft(draft));
  }
  function press(event: KeyboardEvent) {
    const isSave = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (!isSave && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (!isSave) cancel();
    else if (!isOvertaken) save(draft.revision);
  }

  return (
    <div className="flex flex-col gap-3">
      <TextField
        autoFocus
        fullWidth
        value={draft.text}
        maxLength={LONGEST}
        onChange={(text) => onDraft({ ...draft, text })}
        isInvalid={draft.text.trim() === ""}
      >
        <Label>Correct the summary</Label>
        <TextArea rows={8} className="resize-y leading-relaxed" onKeyDown={press} />
        <Description>Ctrl+Enter saves, Escape cancels. The text before stays under History.</Description>
      </TextField>
      {isOvertaken ? (
        <Overtaken row={row} isBusy={isBusy} onMine={() => save(row.revision)} onTheirs={cancel} />
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            variant="primary"
            isPending={isBusy}
            isDisabled={draft.text.trim() === ""}
            onPress={() => save(draft.revision)}
          >
            Save
          </Button>
          <Button size="sm" variant="tertiary" isDisabled={isBusy} onPress={cancel}>
            Cancel
          </Button>
        </div>
      )}
      <FormProblem problem={problem && `${problem} What you typed is still here.`} />
    </div>
  );
}

type OvertakenProps = { row: SummaryRow; isBusy: boolean; onMine: () => void; onTheirs: () => void };

/** Somebody else saved first: both texts are there, and a person decides. */
function Overtaken({ row, isBusy, onMine, onTheirs }: OvertakenProps) {
  return (
    <div
      role="alert"
      className="flex flex-col gap-2 rounded-lg bg-warning-soft px-3 py-2.5 text-sm text-warning-soft-foreground"
    >
      <p className="font-medium">
        {row.correctedBy || "Somebody"} changed this summary meanwhile. Yours stands above and is not saved yet; theirs
        is:
      </p>
      <p className="foreign-text max-h-40 overflow-y-auto">{row.text}</p>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="primary" isPending={isBusy} onPress={onMine}>
          Save mine instead
        </Button>
        <Button size="sm" variant="tertiary" isDisabled={isBusy} onPress={onTheirs}>
          Keep theirs
        </Button>
      </div>
    </div>
  );
}

/** The browser asks before a tab with unsaved words is closed. */
function useLeaveGuard(isChanged: boolean) {
  useEffect(() => {
    if (!isChanged) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isChanged]);
}
