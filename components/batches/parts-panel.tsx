"use client";

import { Panel } from "#components/ui/panel";
import { Progress } from "#components/ui/progress";
import { isOpen } from "#lib/batches/status";
import type { BatchView, PartView } from "#lib/batches/view";
import { useFormat } from "#lib/client/format";

/** The batches at the provider that one batch is made of, while there is more than one and not all have ended. */
export function PartsPanel({ batch }: { batch: BatchView }) {
  const open = batch.parts.filter(isOpen);
  if (batch.parts.length < 2 || open.length === 0) return null;
  return (
    <Panel
      title="Parts"
      description="Limits of the provider, or another try, make more than one. Each goes its own way; the numbers above are of all of them."
    >
      <ol className="divide-y divide-separator">
        {batch.parts.map((part) => (
          <PartItem key={part.id} part={part} batch={batch} />
        ))}
      </ol>
    </Panel>
  );
}

function PartItem({ part, batch }: { part: PartView; batch: BatchView }) {
  const format = useFormat();
  const counts = part.vendorCounts;
  const isWorking = part.state === "submitted" && counts !== null && counts.total > 0;
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0">
      <span className="numbers min-w-24 shrink-0 font-medium">
        Part {format.number(part.number)} of {format.number(batch.parts.length)}
      </span>
      <div className="min-w-0 flex-1 basis-56">
        <p className="wrap-anywhere">{isOpen(part) && part.reason && !part.wait ? part.reason : part.label}</p>
        <p className="numbers text-sm text-muted">
          {format.count(part.requestCount, "email")}
          {part.model === batch.model ? "" : `, ${part.model}`}
        </p>
        {isWorking ? (
          <div className="mt-2">
            <Progress
              isQuiet
              label={`Emails answered in part ${format.number(part.number)}`}
              done={counts.completed + counts.failed}
              total={counts.total}
            />
          </div>
        ) : null}
      </div>
    </li>
  );
}
