import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { moveIntoPlace } from "#lib/batches/build";
import { readEntry } from "#lib/batches/entries";
import { type Line, readLines } from "#lib/batches/lines";
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
 * fetched again. `missing`: the vendor does not show one of them ("gone"), or not all of it ("short").
 * `takesShort`: one that is not as long as the vendor says is taken all the same when it holds as many lines as it counts.
 * Throws VendorFailure when it cannot be fetched now, and AppError when there is no way to ask.
 */
export async function resultFiles(
  context: WorkerContext,
  open: OpenProvider,
  part: Part,
  takesShort: boolean,
): Promise<{ files: ResultFile[]; missing: "gone" | "short" | null }> {
  const files: ResultFile[] = [];
  let missing: "gone" | "short" | null = null;
  for (const [source, id, count] of [
    ["output", part.outputFileId, part.vendorCompleted],
    ["error", part.errorFileId, part.vendorFailed],
  ] as const) {
    if (id === null) continue;
    const path = resultPath(context, part.id, source);
    const fetch = async () => download(await open(context, part.provider), id, path, takesShort ? (count ?? 0) : null);
    const how = (await isThere(path)) ? null : await fetch();
    if (how === null) files.push({ source, path });
    else if (missing !== "short") missing = how;
  }
  return { files, missing };
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

/**
 * Null once it lies here. One of another size than the vendor says is taken when it has `leastLines` and ends in a whole
 * one (null: never); where the vendor says none, when it ends in a whole one.
 */
async function download(
  client: VendorClient,
  id: string,
  path: string,
  leastLines: number | null,
): Promise<"gone" | "short" | null> {
  const part = `${path}.tmp`;
  try {
    const { bytes } = await client.getFile(id);
    const got = await client.downloadFile(id, part);
    if (got !== bytes) {
      log.warn({ file: id, got, bytes }, "a result file is not as long as the provider says");
      const least = bytes === null ? 0 : leastLines;
      if (least === null || !(await endsWhole(part, least))) {
        await rm(part, { force: true });
        return "short";
      }
    }
    await moveIntoPlace(part, path);
    return null;
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.status !== 404) throw error;
    log.warn({ file: id }, "the provider does not find a result file");
    return "gone";
  }
}

/** Whether a file has so many lines at least, and its last one is whole. */
async function endsWhole(path: string, leastLines: number): Promise<boolean> {
  let count = 0;
  let last: Line | undefined;
  for await (const lines of readLines(path)) {
    count += lines.length;
    last = lines.at(-1) ?? last;
  }
  return count >= leastLines && last !== undefined && !("why" in readEntry(last));
}
