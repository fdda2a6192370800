"use client";
import { Button } from "@heroui/react/button";
import { useQuery } from "@tanstack/react-query";
import { Cpu, Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { costWords, submitWords } from "#components/datasets/estimate-words";
import { StepBar } from "#components/datasets/step-bar";
import { StepSkeleton } from "#components/datasets/step-skeleton";
import type { Draft } from "#components/datasets/use-draft";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { ErrorState } from "#components/ui/error-state";
import { Panel } from "#components/ui/panel";
import type { DraftView } from "#lib/batches/view";
import { useFormat } from "#lib/client/format";
import { estimateQuery } from "#lib/client/queries";
import type { DatasetView } from "#lib/datasets/view";

/** What will happen, in one look; then one button and one question. */
export function SubmitStep({ draft, dataset }: { draft: Draft; dataset: DatasetView }) {
  if (!draft.draft) {
    if (!draft.problem) return <StepSkeleton />;
    return (
      <div className="panel">
        <ErrorState title="This step could not be opened" onRetry={() => draft.reopen()}>
          {draft.problem} Your emails are safe.
        </ErrorState>
      </div>
    );
  }
  return <Summary draft={draft} view={draft.draft} dataset={dataset} />;
}

function Summary({ draft, view, dataset }: { draft: Draft; view: DraftView; dataset: DatasetView }) {
  const format = useFormat();
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const { data: estimate } = useQuery(estimateQuery(view));
  const isHere = view.provider === "engine";
  const emails = format.count(view.emailCount, "email");
  const words = submitWords(emails, view, estimate, format);
  const submit = async () => {
    const result = await draft.submit();
    if (typeof result === "string") return result;
    router.push(`/batches/${result.id}`);
    return undefined;
  };
  const blocked = dataset.isImporting
    ? "Some files are still being read. Submit when that is done."
    : view.emailCount === 0
      ? "All emails are left out. Take at least one back in on the first step."
      : null;
  return (
    <div className="flex flex-col gap-6">
      <Panel title="Ready to submit" description="Look at it once more; nothing has happened yet.">
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-3 sm:grid-cols-[12rem_1fr]">
          <Line name="Emails">
            {emails}
            {dataset.leftOutCount > 0 ? `, leaving out ${format.number(dataset.leftOutCount)}` : ""}
          </Line>
          <Line name="Goes to">{isHere ? "The built-in engine on this computer" : view.providerName}</Line>
          <Line name="Model">{view.model}</Line>
          <Line name="Instructions">{view.promptName}</Line>
          <Line name="Cost">{isHere ? "Free" : estimate ? costWords(estimate, format) : "Counting…"}</Line>
          <Line name="Ready">{isHere ? "In moments" : "Within 24 hours, often sooner"}</Line>
        </dl>
        <p className="mt-5 flex items-start gap-2.5 rounded-xl bg-surface-secondary px-4 py-3 text-sm">
          {isHere ? (
            <Cpu aria-hidden className="mt-0.5 size-4 shrink-0" />
          ) : (
            <Send aria-hidden className="mt-0.5 size-4 shrink-0" />
          )}
          {isHere
            ? "No email leaves this computer. You may close the page; the work goes on."
            : `The emails are sent to ${view.providerName} and their files are deleted there afterwards. You may close the page; the work goes on.`}
        </p>
      </Panel>
      <StepBar words={draft.problem ?? blocked ?? words}>
        <Button isDisabled={blocked !== null} onPress={() => setAsking(true)}>
          Submit batch
        </Button>
      </StepBar>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title="Submit this batch?"
        confirmLabel="Submit"
        onConfirm={submit}
      >
        <p>{words}</p>
      </ConfirmDialog>
    </div>
  );
}

function Line({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="numbers min-w-0 font-medium wrap-anywhere">{children}</dd>
    </>
  );
}
