"use client";
import { Button } from "@heroui/react/button";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useState } from "react";
import { TrialCard } from "#components/datasets/trial-card";
import { TrialPicker } from "#components/datasets/trial-picker";
import type { Draft } from "#components/datasets/use-draft";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { Panel } from "#components/ui/panel";
import { Progress } from "#components/ui/progress";
import type { DraftView, TrialView } from "#lib/batches/draft-view";
import { useWatchClosely } from "#lib/client/activity";
import { trialsQuery } from "#lib/client/batch-queries";
import { STORED } from "#lib/client/stored";

const MOST = 3;
const isOpen = (trial: TrialView) => trial.state === "waiting" || trial.state === "asking";

/** Three emails asked about live, on the very model and instructions, before anything is submitted. */
export function TrialsPanel({ draft, view, isReady }: { draft: Draft; view: DraftView; isReady: boolean }) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(trialsQuery(view));
  const [problem, setProblem] = useState<string | null>(null);
  const [isStarting, setStarting] = useState(false);
  const [isPicking, setPicking] = useState(false);
  const trials = data ?? [];
  const open = trials.filter(isOpen);
  useWatchClosely(open.length > 0);

  async function act(work: () => Promise<string | undefined>): Promise<string | undefined> {
    setProblem(null);
    setStarting(true);
    const sentence = await work();
    await client.invalidateQueries({ queryKey: [STORED, "trials"] });
    setStarting(false);
    return sentence;
  }
  const start = async (emailIds?: number[]) => setProblem((await act(() => draft.tryEmails(emailIds))) ?? null);
  const cancel = async () => setProblem((await act(draft.cancelTrials)) ?? null);

  const isBusy = isStarting || open.length > 0;
  const isBlocked = isBusy || !isReady || view.emailCount === 0 || draft.instructions.trim() === "";
  const buttons = (
    <>
      <Button variant="secondary" isDisabled={isBlocked} onPress={() => start()}>
        <FlaskConical aria-hidden />
        {trials.length === 0 ? tryWords(view.emailCount) : "Try another three"}
      </Button>
      <Button variant="tertiary" isDisabled={isBlocked} onPress={() => setPicking(true)}>
        Choose emails
      </Button>
    </>
  );
  return (
    <Panel title="Try three first" description={costSentence(view)} actions={trials.length > 0 ? buttons : null}>
      {problem ? (
        <p role="alert" className="mb-4 rounded-xl bg-danger-soft px-4 py-3 text-sm text-danger-soft-foreground">
          {problem}
        </p>
      ) : null}
      {error && !data ? (
        <ErrorState title="The trials could not be read" onRetry={() => refetch()}>
          {error.message}
        </ErrorState>
      ) : null}
      {open.length > 0 ? <Asking trials={trials} view={view} onCancel={cancel} /> : null}
      {data && trials.length === 0 ? (
        <EmptyState icon={FlaskConical} title="See what you will get" actions={buttons}>
          {isReady
            ? "Three of your emails, each with its summary beside it. Nothing is submitted by it."
            : `${view.providerName} needs a key before anything can be tried there.`}
        </EmptyState>
      ) : null}
      <ul className="flex flex-col gap-4">
        {trials.map((trial) => (
          <TrialCard key={trial.emailId} trial={trial} onRetry={isBlocked ? null : () => start([trial.emailId])} />
        ))}
      </ul>
      <TrialPicker datasetId={view.datasetId} most={MOST} isOpen={isPicking} onOpenChange={setPicking} onPick={start} />
    </Panel>
  );
}

function tryWords(emails: number): string {
  return emails < MOST ? "Try now" : "Try three";
}

function costSentence(view: DraftView): string {
  if (view.provider === "engine") return "With these very instructions, on this computer. Free.";
  return `With this very model and these instructions. ${view.providerName} answers at once, at the price of live calls: twice a batch's, for three emails next to nothing.`;
}

/** How many of the round have their answer, and the way out. */
function Asking({ trials, view, onCancel }: { trials: TrialView[]; view: DraftView; onCancel: () => void }) {
  const round = trials.filter((trial) => trial.createdAt === trials[0]?.createdAt);
  const open = round.filter(isOpen).length;
  return (
    <div className="mb-5 flex flex-wrap items-end gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1 basis-56">
        <Progress label={`Asking ${view.model}`} done={round.length - open} total={round.length} />
      </div>
      <Button size="sm" variant="outline" onPress={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
