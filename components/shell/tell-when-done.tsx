"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { BatchRow } from "#lib/batches/view";
import { batchesQuery, batchQuery } from "#lib/client/batch-queries";
import { type Format, useFormat } from "#lib/client/format";
import { endedSince, tellOnce, useTell } from "#lib/client/tell";

/** Watches from every page for batches that end, when this browser was asked to tell. Draws nothing. */
export function TellWhenDone() {
  const { tell } = useTell();
  return tell === "on" ? <Watch /> : null;
}

function Watch() {
  const router = useRouter();
  const format = useFormat();
  const client = useQueryClient();
  const { data } = useQuery(batchesQuery({ active: true }));
  useEffect(() => {
    if (!data) return;
    const running = data.map((batch) => batch.id);
    endedSince(running).then(async (ended) => {
      for (const id of ended) {
        const batch = await client.fetchQuery({ ...batchQuery(id), staleTime: 0 }).catch(() => null);
        // Gone, or taken up again meanwhile.
        if (!batch || batch.isActive) continue;
        await tellOnce(`${id}.${batch.finishedAt}`, () => notify(batch, format, () => router.push(`/batches/${id}`)));
      }
    });
  }, [data, client, format, router]);
  return null;
}

function notify(batch: BatchRow, format: Format, onClick: () => void): void {
  const made = `${format.count(batch.ledger.summarised, "summary", "summaries")} of ${format.count(batch.ledger.emails, "email")}`;
  const notification = new Notification(batch.name, { body: `${batch.label}. ${made}.`, tag: `mailgist-${batch.id}` });
  notification.onclick = () => {
    window.focus();
    notification.close();
    onClick();
  };
}
