"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { BatchActions } from "#components/batches/actions";
import { BatchDetails, DETAILS } from "#components/batches/batch-details";
import { BatchMenu } from "#components/batches/batch-menu";
import { BatchProblems } from "#components/batches/batch-problems";
import { BatchStatus } from "#components/batches/batch-status";
import { BinNotice } from "#components/batches/bin-notice";
import { CancelButton } from "#components/batches/cancel-button";
import { CompareMenu } from "#components/batches/compare-menu";
import { LedgerEquation } from "#components/batches/ledger";
import { LedgerNotes } from "#components/batches/ledger-notes";
import { PartsPanel } from "#components/batches/parts-panel";
import { ProviderBadge } from "#components/batches/provider-badge";
import { useBatchWork } from "#components/batches/use-batch-work";
import { useTabTitle } from "#components/batches/use-tab-title";
import { VectorsPanel } from "#components/batches/vectors-panel";
import { ButtonLink } from "#components/ui/button-link";
import { PageHeader } from "#components/ui/page-header";
import { Panel } from "#components/ui/panel";
import { Time } from "#components/ui/time";
import type { BatchView } from "#lib/batches/view";
import { useWatchClosely } from "#lib/client/activity";
import { batchQuery } from "#lib/client/batch-queries";
import { promptWords } from "#lib/words";

type Props = { first: BatchView; actions: BatchActions };

/** One batch, live: its status in words, how far it is, the ledger that adds up, what went wrong, and the details. */
export function BatchScreen({ first, actions }: Props) {
  const router = useRouter();
  const work = useBatchWork(actions);
  const batch = useQuery({ ...batchQuery(first.id), initialData: first, staleTime: 0 }).data;
  const [isDetailed, setDetailed] = useState(false);
  const showDetails = () => {
    setDetailed(true);
    document.getElementById(DETAILS)?.scrollIntoView();
  };
  useWatchClosely(batch.isActive);
  useTabTitle(batch);
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        eyebrow={
          <>
            <Link href="/batches" className="text-link font-normal">
              Batches
            </Link>
            {" of "}
            <Link href={`/datasets/${batch.datasetId}`} className="text-link font-normal">
              {batch.datasetName}
            </Link>
          </>
        }
        title={batch.name}
        description={<Sent batch={batch} />}
        actions={
          <>
            {batch.canCancel ? <CancelButton batch={batch} work={work} /> : null}
            <ButtonLink href={`/insight?batch=${batch.id}`}>Insight</ButtonLink>
            <CompareMenu batch={batch} />
            <ButtonLink href={`/summaries?batch=${batch.id}`} variant="primary">
              See summaries
            </ButtonLink>
            {batch.removedAt === null ? (
              <BatchMenu batch={batch} work={work} onRemoved={() => router.push("/batches")} />
            ) : null}
          </>
        }
      />
      {batch.removedAt === null ? null : <BinNotice batch={batch} work={work} />}
      <BatchStatus batch={batch} />
      <Panel title="Every email accounted for">
        <LedgerEquation batchId={batch.id} ledger={batch.ledger} />
        <LedgerNotes batch={batch} onShow={showDetails} />
      </Panel>
      <PartsPanel batch={batch} />
      {batch.vectors ? <VectorsPanel vectors={batch.vectors} onRetry={() => work.retryVectors(batch)} /> : null}
      <BatchProblems batch={batch} work={work} />
      <BatchDetails batch={batch} isOpen={isDetailed} onOpenChange={setDetailed} />
    </div>
  );
}

function Sent({ batch }: { batch: BatchView }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      <ProviderBadge provider={batch.provider} name={batch.providerName} />
      <span>
        {batch.model} with {promptWords(batch.promptName, batch.promptVersion)}
        {batch.submittedAt === null ? null : (
          <>
            , submitted <Time at={batch.submittedAt} show="dateTime" />
            {batch.submittedBy ? ` by ${batch.submittedBy}` : ""}
          </>
        )}
        {batch.alsoAt.length === 0 ? null : `; some emails were tried again at ${batch.alsoAt.join(" and ")}`}
      </span>
    </span>
  );
}
