"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Progress } from "#components/ui/progress";
import { StatusBadge } from "#components/ui/status-badge";
import type { BatchRow } from "#lib/batches/view";
import { useWatchClosely } from "#lib/client/activity";
import { batchesQuery } from "#lib/client/batch-queries";
import { useFormat } from "#lib/client/format";

/** Live cards of what is running; nothing when nothing runs. */
export function RunningBatches({ batches }: { batches: BatchRow[] }) {
  const { data } = useQuery({ ...batchesQuery({ active: true }), initialData: batches });
  useWatchClosely(data.length > 0);
  if (data.length === 0) return null;
  return (
    <section aria-labelledby="running" className="min-w-0">
      <h2 id="running" className="mb-3 text-lg font-semibold">
        Running now
      </h2>
      <ul className="grid gap-4 sm:grid-cols-[repeat(auto-fit,minmax(20rem,1fr))]">
        {data.map((batch) => (
          <RunningBatch key={batch.id} batch={batch} />
        ))}
      </ul>
    </section>
  );
}

function RunningBatch({ batch }: { batch: BatchRow }) {
  const format = useFormat();
  const { emails, summarised, failed, notRun, pending } = batch.ledger;
  return (
    <li className="panel relative flex min-w-0 flex-col gap-3 p-5 transition-colors hover:border-field-border">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <Link
          href={`/batches/${batch.id}`}
          className="min-w-0 flex-1 basis-40 font-medium wrap-anywhere after:absolute after:inset-0 after:content-['']"
        >
          {batch.name}
        </Link>
        <StatusBadge tone={batch.tone} label={batch.label} />
      </div>
      <Progress
        label={`Emails answered in ${batch.name}`}
        done={batch.progress?.done ?? 0}
        total={batch.progress?.total ?? null}
        isQuiet
      />
      <p className="numbers text-sm text-muted">
        {format.count(emails, "email")} = {format.number(summarised)} summarised + {format.number(failed)} failed +{" "}
        {format.number(notRun)} not run + {format.number(pending)} to come
      </p>
      <p className="text-sm text-muted">
        {batch.providerName} · {batch.model}
      </p>
    </li>
  );
}
