"use client";
import { Button } from "@heroui/react/button";
import { useQuery } from "@tanstack/react-query";
import { Cpu, Send, TriangleAlert } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { costWords, monthWords, readyWords, submitWords } from "#components/datasets/estimate-words";
import { leftOutWords } from "#components/datasets/left-out-words";
import { StepBar } from "#components/datasets/step-bar";
import { StepSkeleton } from "#components/datasets/step-skeleton";
import type { Draft } from "#components/datasets/use-draft";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { ErrorState } from "#components/ui/error-state";
import { shutdownWords } from "#components/ui/model-words";
import { Panel } from "#components/ui/panel";
import type { DraftView } from "#lib/batches/draft-view";
import { estimateQuery } from "#lib/client/batch-queries";
import { useFormat } from "#lib/client/format";
import { settingsQuery, spendQuery } from "#lib/client/settings-queries";
import type { DatasetView } from "#lib/datasets/view";
import { promptWords } from "#lib/words";

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
  const { data: settings } = useQuery(settingsQuery());
  const { data: spend } = useQuery(spendQuery());
  const isEngine = view.provider === "engine";
  const isHere = isEngine || (settings?.providers.find(({ id }) => id === view.provider)?.isLocal ?? false);
  const model = settings?.models.find(({ id, provider }) => provider === view.provider && id === view.model);
  const warning = model ? shutdownWords(model, Date.now(), format) : "";
  const isFree = isEngine || estimate?.cost?.high === 0;
  const emails = format.count(view.emailCount, "email");
  const words = submitWords(emails, { ...view, isLocal: isHere }, estimate, format);
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
            {dataset.leftOutCount > 0 ? `, ${leftOutWords(dataset, format)}` : ""}
          </Line>
          <Line name="Goes to">{isEngine ? "The built-in engine on this computer" : view.providerName}</Line>
          <Line name="Model">{view.model}</Line>
          <Line name="Instructions">{promptWords(view.promptName, view.promptVersion)}</Line>
          <Line name="Cost">{isFree ? "Free" : estimate ? costWords(estimate, format) : "Counting…"}</Line>
          {isFree || !spend ? null : (
            <Line name="This month">{monthWords(spend, settings?.ceiling ?? null, format)}</Line>
          )}
          {estimate && estimate.parts > 1 ? (
            <Line name="Parts">About {format.number(estimate.parts)}; each is followed on the batch’s page</Line>
          ) : null}
          <Line name="Ready">{readyWords(view.provider)}</Line>
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
        {warning ? (
          <p className="mt-3 flex items-start gap-2.5 rounded-xl bg-warning-soft px-4 py-3 text-sm text-warning-soft-foreground">
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            {warning}
          </p>
        ) : null}
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
