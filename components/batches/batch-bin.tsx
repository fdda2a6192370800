"use client";

import { Button } from "@heroui/react/button";
import { Disclosure } from "@heroui/react/disclosure";
import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import Link from "next/link";
import type { BatchWork } from "#components/batches/use-batch-work";
import { Time } from "#components/ui/time";
import { batchesQuery } from "#lib/client/batch-queries";
import { useFormat } from "#lib/client/format";

/** Removed batches, to be put back. Nothing to see while the bin is empty. */
export function BatchBin({ work }: { work: BatchWork }) {
  const format = useFormat();
  const removed = useQuery(batchesQuery({ removed: true })).data ?? [];
  if (removed.length === 0) return null;
  return (
    <Disclosure>
      <Disclosure.Heading>
        <Button slot="trigger" variant="ghost" size="sm" className="-ms-3 text-muted">
          <Trash2 aria-hidden />
          Bin: {format.count(removed.length, "batch", "batches")}
          <Disclosure.Indicator />
        </Button>
      </Disclosure.Heading>
      <Disclosure.Content>
        <Disclosure.Body className="pt-2">
          <ul className="panel divide-y divide-separator">
            {removed.map((batch) => (
              <li key={batch.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
                <div className="min-w-0 flex-1 basis-48">
                  <p className="font-medium wrap-anywhere">{batch.name}</p>
                  <p className="text-sm text-muted">
                    {format.count(batch.ledger.emails, "email")}
                    {batch.removedAt === null ? null : (
                      <>
                        , removed <Time at={batch.removedAt} show="dateTime" />
                      </>
                    )}
                  </p>
                </div>
                <Button
                  size="sm"
                  variant="outline"
                  aria-label={`Put back ${batch.name}`}
                  onPress={() => work.restore(batch)}
                >
                  Put back
                </Button>
              </li>
            ))}
          </ul>
          <p className="mt-3 text-sm text-muted">
            The bin is emptied for good in{" "}
            <Link href="/settings#bin" className="text-link">
              Settings
            </Link>
            .
          </p>
        </Disclosure.Body>
      </Disclosure.Content>
    </Disclosure>
  );
}
