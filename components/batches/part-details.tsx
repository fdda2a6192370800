"use client";

import { Download } from "lucide-react";
import { Fact, Facts } from "#components/batches/facts";
import { Timeline } from "#components/batches/timeline";
import { ButtonLink } from "#components/ui/button-link";
import { Time } from "#components/ui/time";
import type { PartView } from "#lib/batches/view";
import { useFormat } from "#lib/client/format";

type Props = { batchId: number; part: PartView; partCount: number };

/** One batch at the provider, in the provider's own words, ids and times. */
export function PartDetails({ batchId, part, partCount }: Props) {
  const format = useFormat();
  const counts = part.vendorCounts;
  return (
    <section aria-labelledby={`part-${part.id}`} className="flex flex-col gap-4 border-t border-separator pt-6">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 id={`part-${part.id}`} className="text-sm font-semibold">
            {partCount === 1 ? "What was sent" : `Part ${format.number(part.number)} of ${format.number(partCount)}`}
          </h3>
          <p className="text-sm text-muted wrap-anywhere">
            {part.label}
            {part.reason ? `. ${part.reason}` : ""}
          </p>
        </div>
        {part.sha256 ? (
          <ButtonLink isDownload size="sm" href={`/api/batches/${batchId}/jsonl?part=${part.number}`}>
            <Download aria-hidden />
            Download JSONL
          </ButtonLink>
        ) : null}
      </div>
      <Facts>
        <Fact name="Requests">{format.number(part.requestCount)}</Fact>
        {part.bytes === null ? null : <Fact name="File size">{format.bytes(part.bytes)}</Fact>}
        <Optional name="SHA-256" value={part.sha256} />
        <Fact name="Provider's status" isCode>
          {part.vendorStatus ?? "not there yet"}
        </Fact>
        {counts ? (
          <Fact name="Provider's counts">
            {format.number(counts.completed)} completed, {format.number(counts.failed)} failed, of{" "}
            {format.number(counts.total)}
          </Fact>
        ) : null}
        {part.inputTokens === null ? null : (
          <Fact name="Tokens">
            {format.number(part.inputTokens)} in, {format.number(part.outputTokens ?? 0)} out
          </Fact>
        )}
        <Fact name="Model">{part.model}</Fact>
        <Optional name="Batch id" value={part.vendorBatchId} />
        <Optional name="Input file" value={part.vendorFileId} />
        <Optional name="Output file" value={part.outputFileId} />
        <Optional name="Error file" value={part.errorFileId} />
      </Facts>
      {part.extras.length > 0 ? <Extras part={part} /> : null}
      {part.vendorErrors.length > 0 ? <VendorErrors errors={part.vendorErrors} /> : null}
      <Timeline part={part} />
    </section>
  );
}

function Optional({ name, value }: { name: string; value: string | null }) {
  return value === null ? null : (
    <Fact name={name} isCode>
      {value}
    </Fact>
  );
}

/** What was there a second time, since a reply was lost: cancelled, and said. */
function Extras({ part }: { part: PartView }) {
  return (
    <ul aria-label="Sent twice" className="flex flex-col gap-2">
      {part.extras.map((extra) => (
        <li
          key={extra.vendorBatchId}
          className="rounded-xl bg-warning-soft px-4 py-3 text-sm text-warning-soft-foreground wrap-anywhere"
        >
          The connection broke while this was sent, and the provider had it twice. The oldest was kept;{" "}
          <span className="font-mono text-xs">{extra.vendorBatchId}</span>{" "}
          {extra.endedAt === null ? "is being cancelled" : `ended there as ${extra.vendorStatus}`}
          {", found "}
          <Time at={extra.foundAt} show="dateTime" />.
        </li>
      ))}
    </ul>
  );
}

function VendorErrors({ errors }: { errors: PartView["vendorErrors"] }) {
  return (
    <ul aria-label="The provider's errors" className="flex flex-col gap-2">
      {errors.map((error) => (
        <li
          key={`${error.line}:${error.code}:${error.message}`}
          className="rounded-xl bg-danger-soft px-4 py-3 text-sm text-danger-soft-foreground wrap-anywhere"
        >
          {error.line === null ? "" : `Line ${error.line}: `}
          {error.message} <span className="font-mono text-xs">({error.code})</span>
        </li>
      ))}
    </ul>
  );
}
