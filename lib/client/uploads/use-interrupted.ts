"use client";
import { useCallback, useEffect, useMemo, useState } from "react";
import { forgetPending, listPending } from "#lib/client/uploads/pending";
import { useUploads } from "#lib/client/uploads/use-uploads";

const MOST_NAMED = 5;

/** Uploads of a dataset that a reload cut off or kept from beginning, by name; those that go on are not among them. */
export function useInterrupted(datasetId: number): { names: string[]; forget: () => void } {
  const uploads = useUploads();
  const [pending, setPending] = useState<string[]>([]);
  const states = uploads.map(({ id, state }) => `${id}${state}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: an upload that begins or ends changes what is pending
  useEffect(() => setPending(listPending(datasetId)), [datasetId, states]);
  const forget = useCallback(() => {
    forgetPending(datasetId);
    setPending([]);
  }, [datasetId]);
  return useMemo(() => {
    const here = new Set(uploads.filter((upload) => upload.datasetId === datasetId).map(({ name }) => name));
    const names = pending.filter((name) => !here.has(name));
    const rest = names.length - MOST_NAMED;
    return { names: rest > 0 ? [...names.slice(0, MOST_NAMED), `${rest} more`] : names, forget };
  }, [uploads, pending, datasetId, forget]);
}
