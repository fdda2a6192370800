"use client";

import { Button } from "@heroui/react/button";
import Link from "next/link";
import { useState } from "react";
import type { BatchWork } from "#components/batches/use-batch-work";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { Panel } from "#components/ui/panel";
import { showProblem } from "#components/ui/toast";
import type { BatchView } from "#lib/batches/view";
import { useFormat } from "#lib/client/format";

/** Why emails have no summary, grouped, with the one button that tries them again. Absent when none is missing. */
export function BatchProblems({ batch, work }: { batch: BatchView; work: BatchWork }) {
  const format = useFormat();
  const count = batch.ledger.failed + batch.ledger.notRun;
  if (count === 0 && batch.reasons.length === 0) return null;

  return (
    <Panel
      title={`${format.count(count, "email")} without a summary`}
      description="The emails themselves are safe. The same reasons stand in every export."
      actions={batch.canRetry ? <RetryButton batch={batch} work={work} count={count} /> : null}
    >
      <ul className="divide-y divide-separator">
        {batch.reasons.map((reason) => (
          <li
            key={`${reason.outcome}:${reason.code}:${reason.message}`}
            className="flex gap-4 py-3 first:pt-0 last:pb-0"
          >
            <span className="numbers min-w-8 shrink-0 text-lg leading-6 font-semibold">
              {format.number(reason.count)}
            </span>
            <div className="min-w-0 flex-1">
              <p className="wrap-anywhere">{reason.message}</p>
              <p className="text-sm text-muted">
                {reason.outcome === "failed" ? "Failed" : "Not run"}
                {" · "}
                <Link href={`/summaries?batch=${batch.id}&outcome=${reason.outcome}`} className="text-link font-normal">
                  {reason.outcome === "failed" ? "See the failed ones" : "See those not run"}
                </Link>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Tries again. Where that costs money it says so first; on this computer it just starts. */
function RetryButton({ batch, work, count }: { batch: BatchView; work: BatchWork; count: number }) {
  const format = useFormat();
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);

  async function retry() {
    setBusy(true);
    const problem = await work.retry(batch);
    setBusy(false);
    if (problem) showProblem(problem);
  }

  return (
    <>
      <Button
        variant="secondary"
        isDisabled={isBusy}
        onPress={() => (batch.provider === "engine" ? retry() : setAsking(true))}
      >
        {count === 1 ? "Try this 1 again" : `Try these ${format.number(count)} again`}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={`Send ${format.count(count, "email")} to ${batch.providerName} again?`}
        confirmLabel={`Send ${format.number(count)} again`}
        onConfirm={() => work.retry(batch)}
      >
        <p className="text-foreground">
          The same instructions and model are used. {batch.providerName} charges for what it answers; summaries that are
          there are neither sent nor paid again.
        </p>
      </ConfirmDialog>
    </>
  );
}
