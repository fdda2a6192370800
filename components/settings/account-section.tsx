"use client";

import { Button } from "@heroui/react/button";
import { Skeleton } from "@heroui/react/skeleton";
import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Choice } from "#components/ui/choice";
import { Panel } from "#components/ui/panel";
import { Time } from "#components/ui/time";
import { useFormat } from "#lib/client/format";
import { accountQuery } from "#lib/client/settings-queries";
import type { ProviderId } from "#lib/providers/kinds";
import type { AccountBatch, ProviderView } from "#lib/settings/view";

/** Every batch the provider knows of under this key, ours linked. Asked for, never by itself. */
export function AccountSection({ providers }: { providers: ProviderView[] }) {
  const ready = providers.filter((provider) => provider.isReady);
  const usual = ready.find((provider) => provider.id === "openai") ?? ready[0];
  const [chosen, setChosen] = useState<ProviderId | null>(null);
  const provider = ready.find((one) => one.id === chosen) ?? usual;
  if (!provider) return null;
  return <Account key={provider.id} provider={provider} ready={ready} onChoose={setChosen} />;
}

type Props = { provider: ProviderView; ready: ProviderView[]; onChoose: (id: ProviderId) => void };

function Account({ provider, ready, onChoose }: Props) {
  const [isAsked, setAsked] = useState(false);
  const query = useQuery({ ...accountQuery(provider.id), enabled: isAsked });
  const look = () => (isAsked ? query.refetch() : setAsked(true));
  return (
    <Panel
      title="Batches on the provider's account"
      description="What the provider itself lists, also what was sent by other programs with the same key."
      isFlush
    >
      <div className="flex flex-wrap items-end gap-3 px-4 pb-5 sm:px-6">
        {ready.length > 1 ? (
          <Choice
            isQuiet
            label="Account at"
            className="w-48"
            items={ready.map(({ id, name }) => ({ id, name }))}
            value={provider.id}
            onChange={(id) => onChoose(id as ProviderId)}
          />
        ) : null}
        <Button variant="outline" isPending={query.isFetching} onPress={look}>
          <RefreshCw aria-hidden />
          {query.data ? "Ask again" : `Ask ${provider.id === "engine" ? "the built-in engine" : provider.name}`}
        </Button>
      </div>
      {query.isError && !query.isFetching ? (
        <p
          role="alert"
          className="mx-4 mb-5 rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger-soft-foreground sm:mx-6"
        >
          {query.error.message}
        </p>
      ) : null}
      {isAsked && query.isPending && query.isFetching ? (
        <div className="flex flex-col gap-2 px-4 pb-5 sm:px-6">
          <Skeleton className="h-5 rounded-md" />
          <Skeleton className="h-5 w-4/5 rounded-md" />
        </div>
      ) : null}
      {query.data?.length === 0 ? (
        <p className="px-4 pb-5 text-sm text-muted sm:px-6">There are no batches on this account.</p>
      ) : null}
      {query.data && query.data.length > 0 ? <AccountTable batches={query.data} /> : null}
    </Panel>
  );
}

function AccountTable({ batches }: { batches: AccountBatch[] }) {
  const format = useFormat();
  return (
    <section
      aria-label="Batches on the account"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller that the keyboard must reach
      tabIndex={0}
      className="max-h-112 overflow-auto rounded-b-2xl border-t border-separator"
    >
      <table className="w-full text-sm">
        <thead className="sticky top-0 bg-surface text-start text-xs text-muted">
          <tr className="*:px-4 *:py-2 *:text-start *:font-medium sm:*:px-6">
            <th scope="col">Created</th>
            <th scope="col">Status</th>
            <th scope="col" className="max-sm:hidden">
              Answered
            </th>
            <th scope="col">Batch</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-separator">
          {batches.map((batch) => (
            <tr key={batch.vendorBatchId} className="*:px-4 *:py-2.5 *:align-top sm:*:px-6">
              <td className="numbers whitespace-nowrap">
                <Time at={batch.createdAt} />
              </td>
              <td className="font-mono text-[0.8125rem] leading-6">{batch.status}</td>
              <td className="numbers max-sm:hidden">
                {batch.requestCounts
                  ? `${format.number(batch.requestCounts.completed)} of ${format.number(batch.requestCounts.total)}`
                  : "not said"}
              </td>
              <td className="min-w-0 wrap-anywhere">
                {batch.batchId === null ? (
                  <span>{batch.description || "Not from this Mailgist"}</span>
                ) : (
                  <Link href={`/batches/${batch.batchId}`} className="text-link">
                    {batch.description || `Batch ${batch.batchId}`}
                  </Link>
                )}
                <span className="block font-mono text-xs text-muted">{batch.vendorBatchId}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
