"use client";

import { Time } from "#components/ui/time";
import type { BatchView, DeletionView } from "#lib/batches/view";
import { useFormat } from "#lib/client/format";

/** The receipts: which of the provider's files were deleted, and when it confirmed that. */
export function Deletions({ batch }: { batch: BatchView }) {
  const format = useFormat();
  const gone = batch.deletions.filter((one) => one.deletedAt !== null).length;
  if (batch.deletions.length === 0) return null;
  const files = format.count(batch.deletions.length, "file");
  return (
    <section aria-labelledby="batch-deleted" className="flex flex-col gap-3 border-t border-separator pt-6">
      <div>
        <h3 id="batch-deleted" className="text-sm font-semibold">
          Deleted at the provider
        </h3>
        <p className="text-sm text-muted">
          {gone === batch.deletions.length
            ? `${files} with your emails and their answers: the provider confirmed each.`
            : `${format.number(gone)} of ${files} so far. Mailgist asks again until the provider has confirmed each.`}
        </p>
      </div>
      <ul className="flex flex-col text-sm">
        {batch.deletions.map((one) => (
          <li key={one.vendorFileId} className="flex flex-wrap justify-between gap-x-4 py-1">
            <span className="min-w-0 font-mono text-[0.8125rem] wrap-anywhere">{one.vendorFileId}</span>
            <Receipt deletion={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Receipt({ deletion }: { deletion: DeletionView }) {
  const format = useFormat();
  if (deletion.deletedAt === null) {
    const tries = deletion.attempts === 0 ? "soon" : `${format.count(deletion.attempts, "try", "tries")} so far`;
    return <span className="text-muted">Not confirmed yet, {tries}</span>;
  }
  return (
    <span className="numbers text-muted">
      {deletion.receipt === "404" ? "Was gone already" : "Deleted"}, <Time at={deletion.deletedAt} show="dateTime" />
    </span>
  );
}
