"use client";

import { Skeleton } from "@heroui/react/skeleton";
import { useQuery } from "@tanstack/react-query";
import { Layers } from "lucide-react";
import type { BatchActions } from "#components/batches/actions";
import { BatchBin } from "#components/batches/batch-bin";
import { BatchCard } from "#components/batches/batch-card";
import { BatchMenu } from "#components/batches/batch-menu";
import { type BatchWork, useBatchWork } from "#components/batches/use-batch-work";
import { ButtonLink } from "#components/ui/button-link";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { PageHeader } from "#components/ui/page-header";
import type { BatchRow } from "#lib/batches/view";
import { useWatchClosely } from "#lib/client/activity";
import { batchesQuery } from "#lib/client/batch-queries";

type Props = { first: BatchRow[]; actions: BatchActions };

/** All batches: what is running first, then what is over, and the bin. */
export function BatchesScreen({ first, actions }: Props) {
  const work = useBatchWork(actions);
  const query = useQuery({ ...batchesQuery(), initialData: first, staleTime: 0 });
  const batches = query.data;
  useWatchClosely(batches?.some((batch) => batch.isActive) ?? false);
  return (
    <div className="flex flex-col gap-8">
      <PageHeader
        title="Batches"
        description="Everything you have submitted, live. Batches go on with this page closed."
      />
      {query.isError && batches === undefined ? (
        <div className="panel">
          <ErrorState title="The batches could not be read" onRetry={() => query.refetch()}>
            {query.error.message} Batches that were sent go on.
          </ErrorState>
        </div>
      ) : null}
      {batches === undefined && !query.isError ? <Skeleton className="h-40 rounded-2xl" /> : null}
      {batches?.length === 0 ? <NothingYet /> : null}
      <Group title="Running" batches={batches?.filter((batch) => batch.isActive)} work={work} />
      <Group title="Finished" batches={batches?.filter((batch) => !batch.isActive)} work={work} />
      <BatchBin work={work} />
    </div>
  );
}

type GroupProps = { title: string; batches: BatchRow[] | undefined; work: BatchWork };

function Group({ title, batches = [], work }: GroupProps) {
  if (batches.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="mb-3 text-sm font-semibold text-muted">{title}</h2>
      <ul className="grid gap-3 md:grid-cols-2">
        {batches.map((batch) => (
          <li key={batch.id} className="grid min-w-0">
            <BatchCard batch={batch} menu={<BatchMenu isSmall batch={batch} work={work} />} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function NothingYet() {
  return (
    <div className="panel">
      <EmptyState
        icon={Layers}
        title="No batches yet"
        actions={
          <ButtonLink href="/" variant="primary">
            Try with sample emails
          </ButtonLink>
        }
      >
        Drop emails on the home page, look them over, and submit them. Each submit becomes a batch that you can watch
        here.
      </EmptyState>
    </div>
  );
}
