"use client";

import { Button } from "@heroui/react/button";
import { useState } from "react";
import { ProblemItem } from "#components/batches/problem-item";
import { RetryDialog } from "#components/batches/retry-dialog";
import type { BatchWork } from "#components/batches/use-batch-work";
import { Panel } from "#components/ui/panel";
import type { BatchView } from "#lib/batches/view";
import { useFormat } from "#lib/client/format";

/** Why emails have no summary, by cause, each with the button that helps. Absent when none is missing. */
export function BatchProblems({ batch, work }: { batch: BatchView; work: BatchWork }) {
  const format = useFormat();
  const open = batch.problems.filter((problem) => !problem.isSettled);
  const settled = batch.problems.filter((problem) => problem.isSettled);
  const count = open.reduce((sum, problem) => sum + problem.count, 0);
  if (batch.problems.length === 0) return null;

  return (
    <Panel
      title={
        count > 0
          ? `${format.count(count, "email")} without a summary`
          : `${format.count(batch.settled, "email")} left without a summary`
      }
      description="The emails themselves are safe. The same reasons stand in every export."
      actions={open.length > 1 ? <RetryAll batch={batch} work={work} /> : null}
    >
      <ul aria-label="Why" className="divide-y divide-separator">
        {[...open, ...settled].map((problem) => (
          <ProblemItem key={`${problem.isSettled}:${problem.cause}`} batch={batch} problem={problem} work={work} />
        ))}
      </ul>
    </Panel>
  );
}

/** Tries everything again that nobody left as it is, as the batch asked it first. */
function RetryAll({ batch, work }: { batch: BatchView; work: BatchWork }) {
  const format = useFormat();
  const [isAsking, setAsking] = useState(false);
  const ready = batch.problems.reduce((sum, problem) => sum + (problem.isSettled ? 0 : problem.ready), 0);
  if (ready === 0) return null;
  return (
    <>
      <Button variant="tertiary" onPress={() => setAsking(true)}>
        Try all {format.number(ready)} again
      </Button>
      <RetryDialog
        batch={batch}
        target={{ cause: null, remedy: "retry", ready, sent: null, limits: null, resets: hasOwnWays(batch) }}
        work={work}
        isOpen={isAsking}
        onOpenChange={setAsking}
      />
    </>
  );
}

/** Whether a retry asked for some of the problems in another way than the batch was asked first. */
function hasOwnWays({ problems, provider, model }: BatchView): boolean {
  return problems.some(
    ({ isSettled, sent }) =>
      !isSettled &&
      (sent.provider !== provider || sent.model !== model || sent.longestText !== null || sent.answerTokens !== null),
  );
}
