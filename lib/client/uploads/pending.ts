import type { UploadUnit } from "#lib/client/uploads/plan";

/** One key for each upload, so that thousands of them do not rewrite one long list. */
const PREFIX = "mailgist-pending-";
/** Where tus-js-client keeps what it needs to go on with an upload: "tus::<fingerprint>::<number>". */
const TUS_PREFIX = "tus::mailgist-";

/**
 * What of a dataset's uploads has not arrived, kept in the browser: a reload lets go of the files, but not of this note.
 * Storage that is blocked or full only means that nothing is said about them.
 */
export function notePending(datasetId: number, unit: UploadUnit): void {
  quietly(() => localStorage.setItem(`${PREFIX}${datasetId}-${pendingName(unit)}`, "1"));
}

/** Takes the note back, once it has arrived or was given up. */
export function dropPending(datasetId: number, unit: UploadUnit): void {
  quietly(() => localStorage.removeItem(`${PREFIX}${datasetId}-${pendingName(unit)}`));
}

/** The names of what has not arrived. */
export function listPending(datasetId: number): string[] {
  const start = `${PREFIX}${datasetId}-`;
  return quietly(() => keysFrom(start).map((key) => key.slice(start.length))) ?? [];
}

/** Forgets all of a dataset, also where each one stopped. */
export function forgetPending(datasetId: number): void {
  quietly(() => {
    for (const start of [`${PREFIX}${datasetId}-`, `${TUS_PREFIX}${datasetId}-`]) {
      for (const key of keysFrom(start)) localStorage.removeItem(key);
    }
  });
}

/** The path of a file; of many small ones their number and the first of them. */
export function pendingName({ files, isBundle }: Pick<UploadUnit, "files" | "isBundle">): string {
  const path = files[0]?.path ?? "";
  return isBundle ? `${files.length} small files (${path}, …)` : path;
}

/** What tus-js-client recognises an upload by when the same files are chosen again. */
export function fingerprintOf(datasetId: number, { files, bytes }: UploadUnit): string {
  const changed = files.reduce((sum, { file }) => sum + file.lastModified, 0);
  return ["mailgist", datasetId, files[0]?.path ?? "", files.length, bytes, changed].join("-");
}

function keysFrom(start: string): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(start));
}

function quietly<R>(run: () => R): R | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
