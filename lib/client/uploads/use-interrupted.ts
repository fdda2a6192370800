"use client";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useUploads } from "#lib/client/uploads/use-uploads";

type Kept = { key: string; name: string };

/** Where tus-js-client keeps what it needs to go on with an upload: "tus::<fingerprint>::<number>". */
const PREFIX = "tus::mailgist-";
const MOST_NAMED = 5;

/** Uploads of a dataset that a reload cut off, by the names of their files; those that go on are not among them. */
export function useInterrupted(datasetId: number): { names: string[]; forget: () => void } {
  const uploads = useUploads();
  const [kept, setKept] = useState<Kept[]>([]);
  const states = uploads.map(({ id, state }) => `${id}${state}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: an upload that begins or ends changes what is kept
  useEffect(() => setKept(readKept(datasetId)), [datasetId, states]);
  const forget = useCallback(() => {
    for (const { key } of kept) localStorage.removeItem(key);
    setKept([]);
  }, [kept]);
  return useMemo(() => {
    const here = new Set(uploads.filter((upload) => upload.datasetId === datasetId).map(({ path }) => path));
    const names = [...new Set(kept.map(({ name }) => name))].filter((name) => !here.has(name));
    const rest = names.length - MOST_NAMED;
    return { names: rest > 0 ? [...names.slice(0, MOST_NAMED), `${rest} more`] : names, forget };
  }, [uploads, kept, datasetId, forget]);
}

function readKept(datasetId: number): Kept[] {
  const found: Kept[] = [];
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(`${PREFIX}${datasetId}-`)) continue;
      const stored = JSON.parse(localStorage.getItem(key) ?? "null") as { metadata?: { filename?: string } } | null;
      const name = stored?.metadata?.filename;
      if (name) found.push({ key, name });
    }
  } catch {
    // Storage that is blocked or damaged only means that nothing can be gone on with.
  }
  return found;
}
