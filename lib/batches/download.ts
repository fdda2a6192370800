import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { moveIntoPlace } from "#lib/batches/build";
import type { Part } from "#lib/batches/parts";
import type { OpenProvider } from "#lib/batches/step";
import { log } from "#lib/log";
import { type VendorClient, VendorFailure } from "#lib/providers/vendor";
import { places } from "#lib/store";
import type { WorkerContext } from "#lib/worker/lane";

/** A result file of a part, whole, on this computer. */
export type ResultFile = { source: "output" | "error"; path: string };

/**
 * Brings a part's output and error file here, where the vendor names one. A file that lies here already is not
 * fetched again. `isWhole` is false when the vendor no longer has one of them. Throws VendorFailure when it cannot be
 * fetched now, and AppError when there is no way to ask.
 */
export async function resultFiles(
  context: WorkerContext,
  open: OpenProvider,
  part: Part,
): Promise<{ files: ResultFile[]; isWhole: boolean }> {
  const files: ResultFile[] = [];
  let isWhole = true;
  for (const [source, id] of [
    ["output", part.outputFileId],
    ["error", part.errorFileId],
  ] as const) {
    if (id === null) continue;
    const path = resultPath(context, part.id, source);
    if (await isThere(path)) files.push({ source, path });
    else if (await download(await open(context, part.provider), id, path)) files.push({ source, path });
    else isWhole = false;
  }
  return { files, isWhole };
}

/** Deletes the downloaded files: what they held stands in the database. */
export async function removeResultFiles(context: WorkerContext, partId: number): Promise<void> {
  for (const source of ["output", "error"] as const) await rm(resultPath(context, partId, source), { force: true });
}

function resultPath(context: WorkerContext, partId: number, source: "output" | "error"): string {
  return join(places(context.env.dataDir).parts, `${partId}.${source}.jsonl`);
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** False when the vendor has no such file any more. A download that is not as long as the file is no download. */
async function download(client: VendorClient, id: string, path: string): Promise<boolean> {
  try {
    const { bytes } = await client.getFile(id);
    const got = await client.downloadFile(id, `${path}.tmp`);
    if (got !== bytes) throw new VendorFailure("unknown", `The results came short: ${got} of ${bytes} bytes.`);
    await moveIntoPlace(`${path}.tmp`, path);
    return true;
  } catch (error) {
    if (error instanceof VendorFailure && error.status === 404) {
      log.warn({ file: id }, "the provider no longer has a result file");
      return false;
    }
    throw error;
  }
}
