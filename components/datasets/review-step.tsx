"use client";
import { Button } from "@heroui/react/button";
import { ArrowRight } from "lucide-react";
import type { LeaveOutActions, MatchColumns } from "#components/datasets/actions";
import { ColumnsPanel } from "#components/datasets/columns-panel";
import type { LoadSamples } from "#components/datasets/drop-card";
import { EmailsPanel } from "#components/datasets/emails-panel";
import { FilesPanel } from "#components/datasets/files-panel";
import { Interrupted } from "#components/datasets/interrupted";
import { leftOutWords } from "#components/datasets/left-out-words";
import { NoEmails } from "#components/datasets/no-emails";
import { ProblemsPanel } from "#components/datasets/problems-panel";
import { StepBar } from "#components/datasets/step-bar";
import { useFormat } from "#lib/client/format";
import { isUnfinished } from "#lib/client/uploads/upload";
import { useUploads } from "#lib/client/uploads/use-uploads";
import type { DatasetView, EmailPage } from "#lib/datasets/view";

type Props = {
  dataset: DatasetView;
  firstEmails: EmailPage;
  leaveOut: LeaveOutActions;
  matchColumns: MatchColumns;
  loadSamples: LoadSamples;
  onContinue: () => void;
};

/** What came in: the files and what could not be read of them, and the emails, some of which may stay at home. */
export function ReviewStep({ dataset, firstEmails, leaveOut, matchColumns, loadSamples, onContinue }: Props) {
  const format = useFormat();
  const uploads = useUploads().filter(({ datasetId }) => datasetId === dataset.id);
  const isFilling = dataset.isImporting || uploads.some(isUnfinished);
  const going = dataset.emailCount - dataset.leftOutCount;
  return (
    <div className="flex flex-col gap-6">
      <Interrupted datasetId={dataset.id} />
      <FilesPanel dataset={dataset} uploads={uploads} />
      <ColumnsPanel dataset={dataset} matchColumns={matchColumns} />
      {dataset.problemCount > 0 ? <ProblemsPanel dataset={dataset} /> : null}
      {dataset.emailCount > 0 ? (
        <EmailsPanel dataset={dataset} firstEmails={firstEmails} leaveOut={leaveOut} />
      ) : (
        <NoEmails dataset={dataset} isFilling={isFilling} loadSamples={loadSamples} />
      )}
      {dataset.emailCount > 0 ? (
        <StepBar
          words={
            going === 0
              ? "All emails are left out. Take at least one back in to go on."
              : `${format.count(going, "email")} will be summarised${dataset.leftOutCount > 0 ? `, ${leftOutWords(dataset, format)}` : ""}.`
          }
        >
          <Button isDisabled={going === 0} onPress={onContinue}>
            Continue
            <ArrowRight aria-hidden />
          </Button>
        </StepBar>
      ) : null}
    </div>
  );
}
