"use client";

import { Button } from "@heroui/react/button";
import Link from "next/link";
import { useState } from "react";
import { RetryDialog, sentLimits } from "#components/batches/retry-dialog";
import type { BatchWork } from "#components/batches/use-batch-work";
import { showProblem } from "#components/ui/toast";
import { remedyLabel } from "#lib/batches/causes";
import type { BatchView, ProblemGroup } from "#lib/batches/view";
import { useFormat } from "#lib/client/format";
import { formatFilter, NO_CODE } from "#lib/summaries/filter";

type Props = { batch: BatchView; problem: ProblemGroup; work: BatchWork };

/** Emails without a summary for one cause: how many, what happened, what it means, and what can be done. */
export function ProblemItem({ batch, problem, work }: Props) {
  const format = useFormat();
  const words = problem.words.filter((sentence) => sentence !== problem.title);
  return (
    <li className={`flex flex-wrap gap-x-4 gap-y-3 py-4 first:pt-0 last:pb-0 ${problem.isSettled ? "text-muted" : ""}`}>
      <span className="numbers min-w-8 shrink-0 text-lg leading-6 font-semibold">{format.number(problem.count)}</span>
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium wrap-anywhere">{problem.title}</p>
        {problem.isSettled ? (
          <p className="text-sm">Left as {problem.count === 1 ? "it is" : "they are"}.</p>
        ) : (
          <p className="text-sm text-muted">{problem.meaning}</p>
        )}
        {words.length > 0 && !problem.isSettled ? <Words words={words} /> : null}
        <p className="mt-1 text-sm">
          <Emails batch={batch} problem={problem} />
          {problem.cause === "key" && !problem.isSettled ? (
            <Link href="/settings#provider" className="text-link ms-4 font-normal">
              Look at the key
            </Link>
          ) : null}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2 self-center max-sm:w-full">
        {problem.isSettled ? (
          <Button size="sm" variant="tertiary" onPress={() => work.takeUp(batch, problem.cause)}>
            Take up again
          </Button>
        ) : (
          <Remedies batch={batch} problem={problem} work={work} />
        )}
      </div>
    </li>
  );
}

/** The provider's own words. */
function Words({ words }: { words: string[] }) {
  return (
    <ul aria-label="In the provider's words" className="mt-1.5 flex flex-col gap-1">
      {words.map((sentence) => (
        <li key={sentence} className="border-s-2 border-border ps-2.5 text-sm text-muted wrap-anywhere">
          {sentence}
        </li>
      ))}
    </ul>
  );
}

function Emails({ batch, problem }: Omit<Props, "work">) {
  const format = useFormat();
  const codes = problem.codes.map((code) => code || NO_CODE);
  const address = formatFilter({ batch: batch.id, codes });
  return (
    <Link href={`/summaries?${address}`} className="text-link font-normal">
      {problem.count === 1 ? "See it" : `See these ${format.number(problem.count)}`}
    </Link>
  );
}

/** The button that helps, and the one that leaves it at that. */
function Remedies({ batch, problem, work }: Props) {
  const format = useFormat();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const { cause, remedy, ready, sent, limits } = problem;
  // On this computer the same again costs nothing: it just starts.
  const isFree = sent.provider === "engine" && (remedy === "retry" || remedy === "wait");

  async function start() {
    setBusy(true);
    const sentence = await work.retry(batch, {
      cause,
      provider: sent.provider,
      model: sent.model,
      ...sentLimits({ sent }),
    });
    setBusy(false);
    if (sentence) showProblem(sentence);
  }

  async function leave() {
    setBusy(true);
    await work.leave(batch, cause, format.count(problem.count, "email"));
    setBusy(false);
  }

  return (
    <>
      {ready > 0 ? (
        <Button size="sm" variant="secondary" isDisabled={isBusy} onPress={() => (isFree ? start() : setAsking(true))}>
          {remedyLabel({ id: cause, remedy }, ready, format.number(ready))}
        </Button>
      ) : (
        <span className="text-sm text-muted">Can be tried again when its part has ended.</span>
      )}
      <Button size="sm" variant="ghost" isDisabled={isBusy} onPress={leave}>
        Leave it at that
      </Button>
      <RetryDialog
        batch={batch}
        target={{ cause, remedy, ready, sent, limits }}
        work={work}
        isOpen={isAsking}
        onOpenChange={setAsking}
      />
    </>
  );
}
