"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useLedgerWords } from "#components/batches/ledger";
import { ProviderBadge } from "#components/batches/provider-badge";
import { Progress } from "#components/ui/progress";
import { StatusBadge } from "#components/ui/status-badge";
import { Time } from "#components/ui/time";
import type { BatchRow } from "#lib/batches/view";

/** A batch at a glance: where it stands, how far it is, and that every email is accounted for. */
export function BatchCard({ batch, menu }: { batch: BatchRow; menu?: ReactNode }) {
  const ledgerWords = useLedgerWords();
  return (
    <article className="panel relative flex min-w-0 flex-col gap-3 p-4 transition-colors hover:border-border-tertiary sm:px-5">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h3 className="leading-snug font-semibold wrap-anywhere">
            <Link
              href={`/batches/${batch.id}`}
              className="after:absolute after:inset-0 after:rounded-2xl focus-visible:outline-none focus-visible:after:ring-2 focus-visible:after:ring-focus"
            >
              {batch.name}
            </Link>
          </h3>
          <p className="mt-0.5 text-sm text-muted wrap-anywhere">{batch.datasetName}</p>
        </div>
        {menu ? <div className="relative z-10 -mt-1 -mr-2 shrink-0">{menu}</div> : null}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <StatusBadge tone={batch.tone} label={batch.label} />
        <ProviderBadge provider={batch.provider} name={batch.providerName} />
      </div>
      {batch.isActive && batch.progress ? (
        <Progress
          isQuiet
          label={`Emails answered in ${batch.name}`}
          done={batch.progress.done}
          total={batch.progress.total}
        />
      ) : null}
      <div className="numbers mt-auto flex flex-wrap justify-between gap-x-4 gap-y-0.5 text-[0.8125rem] text-muted">
        <span>{ledgerWords(batch.ledger)}</span>
        <span>
          <Time at={batch.submittedAt ?? batch.createdAt} show="dateTime" />
          {batch.submittedBy ? ` by ${batch.submittedBy}` : ""}
        </span>
      </div>
    </article>
  );
}
