"use client";
import { Tabs } from "@heroui/react/tabs";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { DatasetActions, DraftActions, LeaveOutActions, MatchColumns } from "#components/datasets/actions";
import { ChooseStep } from "#components/datasets/choose-step";
import { DatasetHeader } from "#components/datasets/dataset-header";
import type { LoadSamples } from "#components/datasets/drop-card";
import { InBin } from "#components/datasets/in-bin";
import { ReviewStep } from "#components/datasets/review-step";
import { SubmitStep } from "#components/datasets/submit-step";
import { useDraft } from "#components/datasets/use-draft";
import { ErrorState } from "#components/ui/error-state";
import { useWatchClosely } from "#lib/client/activity";
import { datasetQuery } from "#lib/client/dataset-queries";
import { ReadError } from "#lib/client/read";
import type { DatasetView, EmailPage } from "#lib/datasets/view";

const STEPS = ["review", "choose", "submit"] as const;
export type Step = (typeof STEPS)[number];
const NAMES: Record<Step, string> = { review: "Review", choose: "Choose", submit: "Submit" };

type Props = {
  dataset: DatasetView;
  firstEmails: EmailPage;
  actions: DatasetActions;
  draftActions: DraftActions;
  leaveOut: LeaveOutActions;
  matchColumns: MatchColumns;
  loadSamples: LoadSamples;
};

/** The dataset's page. Its numbers are live; its step is in the address. */
export function DatasetScreen({
  dataset: first,
  firstEmails,
  actions,
  draftActions,
  leaveOut,
  matchColumns,
  loadSamples,
}: Props) {
  const router = useRouter();
  const { data: dataset, error } = useQuery({ ...datasetQuery(first.id), initialData: first });
  useWatchClosely(dataset.isImporting);
  const [step, setStep] = useQueryState(
    "step",
    parseAsStringLiteral(STEPS).withDefault("review").withOptions({ history: "push" }),
  );
  const going = dataset.emailCount - dataset.leftOutCount;
  const isNeeded = step !== "review" && dataset.removedAt === null;
  const draft = useDraft(first.id, isNeeded, going, draftActions);
  const go = (next: Step) => {
    setStep(next);
    window.scrollTo({ top: 0 });
  };
  if (error instanceof ReadError && error.status === 404) {
    return (
      <ErrorState title="This dataset does not exist any more" onRetry={() => router.push("/")} retryLabel="Go home" />
    );
  }
  return (
    <div className="flex flex-col gap-6">
      <DatasetHeader dataset={dataset} actions={actions} onRemoved={() => router.push("/")} />
      {dataset.removedAt === null ? (
        <Tabs
          selectedKey={step}
          onSelectionChange={(key) => go(STEPS.find((one) => one === key) ?? "review")}
          className="gap-6"
        >
          <Tabs.ListContainer className="w-full sm:w-fit">
            <Tabs.List aria-label="Steps">
              {/* Without the moving indicator: on a page that opens at a later step it stays at the first one. */}
              {STEPS.map((id, index) => (
                <Tabs.Tab key={id} id={id} className="gap-2 rounded-3xl px-2 data-selected:bg-segment sm:min-w-36">
                  <span aria-hidden className="numbers text-xs opacity-70 max-[22rem]:hidden">
                    {index + 1}
                  </span>
                  {NAMES[id]}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          </Tabs.ListContainer>
          <Tabs.Panel id="review" className="p-0">
            <ReviewStep
              dataset={dataset}
              firstEmails={firstEmails}
              leaveOut={leaveOut}
              matchColumns={matchColumns}
              loadSamples={loadSamples}
              onContinue={() => go("choose")}
            />
          </Tabs.Panel>
          <Tabs.Panel id="choose" className="p-0">
            <ChooseStep draft={draft} onContinue={() => go("submit")} />
          </Tabs.Panel>
          <Tabs.Panel id="submit" className="p-0">
            <SubmitStep draft={draft} dataset={dataset} />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <InBin dataset={dataset} restore={actions.restore} />
      )}
    </div>
  );
}
