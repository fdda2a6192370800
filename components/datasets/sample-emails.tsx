"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorState } from "#components/ui/error-state";
import { Pager } from "#components/ui/pager";
import { Time } from "#components/ui/time";
import { tablePreviewQuery } from "#lib/client/dataset-queries";
import { useFormat } from "#lib/client/format";
import type { SampleEmail, TableView } from "#lib/datasets/view";

type Props = { datasetId: number; table: TableView; fields: TableView["fields"] };

/** What the first rows become with these columns, one at a time; follows every choice. */
export function SampleEmails({ datasetId, table, fields }: Props) {
  const [at, setAt] = useState(0);
  const meanings = table.columns.map((column) => fields[column] ?? "");
  const { data, error, refetch } = useQuery(tablePreviewQuery(datasetId, table.headersId, meanings));
  return (
    <section
      aria-label="What an email will look like"
      className="min-w-0 self-start rounded-2xl bg-surface-secondary p-4"
    >
      <h3 className="text-sm font-medium">What an email will look like</h3>
      {error && !data ? (
        <ErrorState title="The sample could not be made" onRetry={() => refetch()}>
          {error.message}
        </ErrorState>
      ) : data ? (
        <Sample email={data[at] ?? null} />
      ) : (
        <p className="mt-3 text-sm text-muted">Reading…</p>
      )}
      <Pager className="mt-3" offset={at} perPage={1} total={data?.length ?? 0} onOffset={setAt} />
    </section>
  );
}

function Sample({ email }: { email: SampleEmail | null }) {
  const format = useFormat();
  if (!email) {
    return (
      <p className="mt-3 text-sm text-danger-soft-foreground">
        This row has neither a subject nor a body, so it would not be an email.
      </p>
    );
  }
  return (
    <div className="mt-3 flex flex-col gap-3 text-sm">
      <p className="font-semibold wrap-anywhere">{email.subject || "No subject"}</p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
        <dt className="text-muted">From</dt>
        <dd className="wrap-anywhere">{email.fromText || "None"}</dd>
        <dt className="text-muted">To</dt>
        <dd className="wrap-anywhere">{email.to || "None"}</dd>
        <dt className="text-muted">Date</dt>
        <dd>{email.date === null ? "No date" : <Time at={email.date} />}</dd>
      </dl>
      <p className="max-h-48 overflow-hidden whitespace-pre-line wrap-anywhere">{email.text || "No text"}</p>
      {email.extras > 0 ? (
        <p className="text-muted">{format.count(email.extras, "more column")} kept as extra.</p>
      ) : null}
    </div>
  );
}
