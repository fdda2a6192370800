"use client";

import { Button } from "@heroui/react/button";
import { Panel } from "#components/ui/panel";
import { Progress } from "#components/ui/progress";
import type { VectorsView } from "#lib/batches/view";
import { type Format, useFormat } from "#lib/client/format";

/** How far the vectors of a batch's summaries are, where a provider makes them; they are in no other number. */
export function VectorsPanel({ vectors, onRetry }: { vectors: VectorsView; onRetry: () => void }) {
  const format = useFormat();
  const { state, total, made, failed, ahead, providerName, model, reason, cost } = vectors;
  const done = Math.min(total, made + failed + ahead);
  return (
    <Panel
      title="Search vectors"
      description="What search by meaning compares. They are asked for in a batch of their own and are in none of the numbers above."
    >
      <div className="flex flex-col gap-2">
        <p aria-live="polite" className="numbers font-medium">
          {stateWords(vectors, done, format)}
        </p>
        {state === "working" ? <Progress isQuiet label="Search vectors made" done={done} total={total} /> : null}
        {failed > 0 ? (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <p className="min-w-0 text-sm text-muted wrap-anywhere">
              {format.count(failed, "summary", "summaries")} can be found by words only{reason ? `: ${reason}` : "."}
            </p>
            {state === "done" ? (
              <Button size="sm" variant="outline" onPress={onRetry}>
                Try {failed === 1 ? "it" : "them"} again
              </Button>
            ) : null}
          </div>
        ) : reason ? (
          <p className="text-sm text-muted wrap-anywhere">{reason}</p>
        ) : null}
        <p className="numbers text-sm text-muted">
          {model} at {providerName}
          {cost === null ? ", price not known" : `, ${format.exactMoney(cost)} so far`}
        </p>
      </div>
    </Panel>
  );
}

function stateWords({ state, total, made, failed }: VectorsView, done: number, format: Format): string {
  if (state === "waiting") return `Waiting: ${format.count(total, "summary", "summaries")}`;
  if (state === "working") return `${format.number(done)} of ${format.number(total)}`;
  return failed === 0
    ? `Done: ${format.number(made)} made`
    : `Done: ${format.number(made)} of ${format.number(total)} made`;
}
