import { Inbox, MailQuestion } from "lucide-react";
import { ChooseButtons } from "#components/datasets/choose-buttons";
import { type LoadSamples, SampleButton } from "#components/datasets/drop-card";
import { EmptyState } from "#components/ui/empty-state";
import type { DatasetView } from "#lib/datasets/view";

type Props = { dataset: DatasetView; isFilling: boolean; loadSamples: LoadSamples };

/** Stands where the emails will be: still coming, none found, or nothing dropped yet. */
export function NoEmails({ dataset, isFilling, loadSamples }: Props) {
  if (isFilling) {
    return (
      <div className="panel">
        <EmptyState icon={Inbox} title="The emails are on their way">
          They appear here as soon as the first ones are read. You may leave this page; reading goes on.
        </EmptyState>
      </div>
    );
  }
  const hasFiles = dataset.fileCount > 0;
  return (
    <div className="panel">
      <EmptyState
        icon={hasFiles ? MailQuestion : Inbox}
        title={hasFiles ? "No emails were found in these files" : "Nothing here yet"}
        actions={
          <>
            <ChooseButtons datasetId={dataset.id} />
            <SampleButton loadSamples={loadSamples} />
          </>
        }
      >
        {hasFiles
          ? "The list above says why for each file. Add others, or see how it works with sample emails."
          : "Drop files or folders anywhere on this page, or choose them."}
      </EmptyState>
    </div>
  );
}
