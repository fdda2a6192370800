"use client";

import { Skeleton } from "@heroui/react/skeleton";
import { useQuery } from "@tanstack/react-query";
import { ButtonLink } from "#components/ui/button-link";
import { ErrorState } from "#components/ui/error-state";
import { Panel } from "#components/ui/panel";
import { Time } from "#components/ui/time";
import { useFormat } from "#lib/client/format";
import { storageQuery } from "#lib/client/settings-queries";
import type { StorageView } from "#lib/settings/view";

const KINDS: { key: keyof Omit<StorageView, "total" | "folder" | "deleted">; name: string; note: string }[] = [
  { key: "database", name: "Database", note: "Emails, summaries, settings and the search index" },
  { key: "uploads", name: "Dropped files", note: "As you dropped them" },
  { key: "parts", name: "Sent requests", note: "The JSONL files that were uploaded" },
  { key: "engine", name: "Built-in engine", note: "Its own files and results" },
];

/** How much room Mailgist takes on this computer, and where. */
export function StorageSection() {
  const query = useQuery(storageQuery());
  return (
    <Panel title="Storage used" description="Everything lies in one folder on this computer.">
      {query.data ? <Sizes storage={query.data} /> : null}
      {query.isPending ? <Skeleton className="h-40 rounded-xl" /> : null}
      {query.isError && !query.data ? (
        <ErrorState title="The sizes could not be read" onRetry={() => query.refetch()}>
          {query.error.message}
        </ErrorState>
      ) : null}
    </Panel>
  );
}

function Sizes({ storage }: { storage: StorageView }) {
  const format = useFormat();
  return (
    <div className="flex flex-col gap-5">
      <ul className="flex flex-col gap-4">
        {KINDS.map(({ key, name, note }) => (
          <li key={key}>
            <div className="flex items-baseline justify-between gap-4 text-sm">
              <span>
                <span className="font-medium">{name}</span> <span className="text-muted max-sm:block">{note}</span>
              </span>
              <span className="numbers shrink-0">{format.bytes(storage[key])}</span>
            </div>
            <div aria-hidden className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-default">
              <div
                className="h-full rounded-full bg-accent"
                style={{ width: `${storage.total > 0 ? (100 * storage[key]) / storage.total : 0}%` }}
              />
            </div>
          </li>
        ))}
      </ul>
      <div className="rounded-xl bg-surface-secondary p-4 text-sm">
        <p>
          {format.bytes(storage.total)} in{" "}
          <code className="font-mono text-[0.8125rem] wrap-anywhere">{storage.folder}</code>
        </p>
        <p className="mt-1 text-muted">
          To back up, stop Mailgist and copy this folder; or copy the database while it runs, with{" "}
          <code className="font-mono text-[0.8125rem]">npm run backup</code>. The folder also holds the file that
          unlocks a saved key, so keep a copy as safe as the emails.
        </p>
      </div>
      <Deleted deleted={storage.deleted} />
    </div>
  );
}

/** What providers confirmed, also of batches that are long gone from here. */
function Deleted({ deleted: { confirmed, open, lastAt } }: { deleted: StorageView["deleted"] }) {
  const format = useFormat();
  if (confirmed + open === 0) return null;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-medium">Deleted at the provider</p>
        <p className="text-muted">
          {format.count(confirmed, "file")}, each with the provider's receipt, those of deleted batches included.{" "}
          {open > 0 ? `${format.count(open, "file")} not confirmed yet: Mailgist asks again. ` : null}
          {lastAt === null ? null : (
            <>
              The last one: <Time at={lastAt} show="dateTime" />.
            </>
          )}
        </p>
      </div>
      <ButtonLink href="/api/settings/receipts.csv" isDownload size="sm">
        Download receipts
      </ButtonLink>
    </div>
  );
}
