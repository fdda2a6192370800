"use client";
import { useEffect, useSyncExternalStore } from "react";
import { UploadQueue } from "#lib/client/uploads/queue";
import { isUnfinished, type Upload } from "#lib/client/uploads/upload";

/** The one queue of this tab. On the server it stays empty: nothing is ever added there. */
export const uploadQueue = new UploadQueue();

const NONE: Upload[] = [];

/** All uploads of this tab, live. */
export function useUploads(): Upload[] {
  return useSyncExternalStore(uploadQueue.subscribe, uploadQueue.getUploads, () => NONE);
}

/** Warns before the tab is closed or reloaded while something is still on its way. */
export function useLeaveWarning(uploads: Upload[]) {
  const isBusy = uploads.some(isUnfinished);
  useEffect(() => {
    if (!isBusy) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isBusy]);
}
