import type { Part } from "#lib/batches/parts";
import type { VendorBatch, VendorFile } from "#lib/providers/vendor";

/** What our files and batches are known by at the vendor: a file by its name, a batch by its metadata. */
export type Mark = {
  install: string;
  batchId: number;
  partId: number;
  sha256: string;
  bytes: number;
  filename: string;
  description: string;
};

const APP = "mailgist";
/** The vendor takes 512 characters in a value (OpenAI API reference, metadata). */
const LONGEST_VALUE = 200;
/** Of the hash, in a file's name: enough to tell a copy's files from ours. */
const HASH_CHARS = 16;

/** The mark of a built part. */
export function markOf(install: string, part: Part, batchName: string): Mark {
  return {
    install,
    batchId: part.batchId,
    partId: part.id,
    sha256: part.sha256 ?? "",
    bytes: part.bytes ?? 0,
    filename: `${APP}-${install}-${part.id}-${(part.sha256 ?? "").slice(0, HASH_CHARS)}.jsonl`,
    description: `${batchName.slice(0, LONGEST_VALUE).toWellFormed()} (Mailgist batch ${part.batchId}, ${partName(part)})`,
  };
}

const partName = ({ kind, number }: Part) => (kind === "embeddings" ? "search vectors" : `part ${number}`);

/** The metadata a batch is created with. */
export function markMetadata(mark: Mark): Record<string, string> {
  return {
    app: APP,
    install: mark.install,
    batch: String(mark.batchId),
    part: String(mark.partId),
    sha256: mark.sha256,
    description: mark.description,
  };
}

/**
 * Whether a vendor's batch is this part's. One that failed because the account's queue was full is an ended attempt:
 * nothing of it ran, and the part was to be sent again.
 */
export function isBatchOf(mark: Mark, batch: VendorBatch): boolean {
  const { part, sha256 } = batch.metadata;
  const isMarked = isOurs(mark.install, batch) && part === String(mark.partId) && sha256 === mark.sha256;
  return isMarked && !isQueueFull(batch);
}

/**
 * Whether a vendor's batch with a part's number was sent for it: it has a file the part had once. A copy of the data folder
 * on another computer has the same installation and numbers, and other files.
 */
export function isFromPart(part: Pick<Part, "sha256" | "earlierHashes">, batch: VendorBatch): boolean {
  return hashesBefore(part, null)?.includes(batch.metadata.sha256 ?? "") ?? false;
}

/** The hashes of a part's files before the one it has now, without repeats; null when there were none. */
export function hashesBefore(part: Pick<Part, "sha256" | "earlierHashes">, now: string | null): string[] | null {
  const hashes = new Set([...(part.earlierHashes ?? []), part.sha256].filter((hash) => hash !== null && hash !== now));
  return hashes.size === 0 ? null : ([...hashes] as string[]);
}

/** Whether this installation made a vendor's batch. */
export function isOurs(install: string, batch: VendorBatch): boolean {
  return batch.metadata.app === APP && batch.metadata.install === install;
}

/** Whether a vendor's file is this part's upload. */
export function isFileOf(mark: Mark, file: VendorFile): boolean {
  return file.filename === mark.filename && (file.bytes === null || file.bytes === mark.bytes);
}

/** The account's queue for this model was full: accepted, then failed, nothing was run. */
export function isQueueFull(batch: VendorBatch): boolean {
  return batch.status === "failed" && batch.errors.some((error) => error.code === "token_limit_exceeded");
}
