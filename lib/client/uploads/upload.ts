import { pendingName } from "#lib/client/uploads/pending";
import type { UploadUnit } from "#lib/client/uploads/plan";

export type UploadState = "waiting" | "sending" | "paused" | "failed" | "done" | "cancelled";

/** One upload as screens see it. Sizes in bytes. */
export type Upload = {
  id: string;
  datasetId: number;
  /** How it is called when a reload has cut it off. */
  name: string;
  /** The file's path, or null for a bundle of many. */
  path: string | null;
  files: { path: string; size: number }[];
  bytes: number;
  sent: number;
  state: UploadState;
  /** A sentence on why it failed. */
  problem: string | null;
};

/** What is needed to show how far everything is. */
export type UploadTotals = { files: number; bytes: number; sent: number; failed: number; isActive: boolean };

/** Makes the row of a planned upload. */
export function startUpload(id: string, datasetId: number, unit: UploadUnit): Upload {
  const [only] = unit.files;
  return {
    id,
    datasetId,
    name: pendingName(unit),
    path: unit.isBundle || !only ? null : only.path,
    files: unit.files.map(({ path, file }) => ({ path, size: file.size })),
    bytes: unit.bytes,
    sent: 0,
    state: "waiting",
    problem: null,
  };
}

/** Adds uploads up; cancelled ones do not count. */
export function totalUploads(uploads: Upload[]): UploadTotals {
  const totals: UploadTotals = { files: 0, bytes: 0, sent: 0, failed: 0, isActive: false };
  for (const upload of uploads) {
    if (upload.state === "cancelled") continue;
    totals.files += upload.files.length;
    totals.bytes += upload.bytes;
    totals.sent += Math.min(upload.sent, upload.bytes);
    if (upload.state === "failed") totals.failed += upload.files.length;
    if (isUnfinished(upload)) totals.isActive = true;
  }
  return totals;
}

/** Whether leaving the page now would lose this upload. */
export function isUnfinished(upload: Upload): boolean {
  return upload.state === "waiting" || upload.state === "sending" || upload.state === "paused";
}
