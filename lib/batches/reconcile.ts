import { noteExtra } from "#lib/batches/extras";
import { queueDeletion } from "#lib/batches/finish";
import { CLOCK_SLACK_MS, ENGINE_GRACE_MS, GRACE_MS } from "#lib/batches/limits";
import { isBatchOf, isFileOf, type Mark } from "#lib/batches/mark";
import { changePart, movePart, type Part } from "#lib/batches/parts";
import { msUntil } from "#lib/batches/pauses";
import { adoptBatch, sendAgain } from "#lib/batches/send";
import { log } from "#lib/log";
import { isKeptHere } from "#lib/providers/kinds";
import { type VendorBatch, type VendorClient, VendorFailure, type VendorFile } from "#lib/providers/vendor";
import type { WorkerContext } from "#lib/worker/lane";

const PAGE = 100;

/**
 * Finds out what became of a call whose reply nobody has seen. What the vendor has of ours is adopted; when it has
 * nothing, a grace period passes before a second look, and only then is the part free to be sent again. Of two, the
 * oldest is kept. Throws VendorFailure when the vendor cannot be asked: nothing has changed then.
 */
export async function reconcilePart(
  context: WorkerContext,
  client: VendorClient,
  part: Part,
  mark: Mark,
): Promise<void> {
  const { db, now } = context;
  const files = await uploadedFiles(client, part, mark);
  const found = (await batchesSince(client, oldestBatch(part, files, now()))).filter((batch) => isBatchOf(mark, batch));
  const [keep, ...extras] = found.sort(byAge);
  if (keep) {
    if (extras.length > 0) log.warn({ part: part.id, extras: extras.length }, "a part is at the provider twice");
    db.transaction(
      () => {
        for (const extra of extras) noteExtra(db, part, extra, now());
        for (const file of files) if (file.id !== keep.inputFileId) queueDeletion(db, part, file.id, now());
        adoptBatch(context, part, keep);
      },
      { behavior: "immediate" },
    );
    return;
  }
  const [file, ...others] = files;
  if (part.vendorFileId === null && file) {
    db.transaction(
      () => {
        for (const other of others) queueDeletion(db, part, other.id, now());
        movePart(db, part, "waiting", { vendorFileId: file.id, nextAttemptAt: null, failedSends: 0, reason: null });
      },
      { behavior: "immediate" },
    );
    return;
  }
  const isSecondLook = part.nextAttemptAt !== null && msUntil(part.nextAttemptAt, now()) === 0;
  if (isSecondLook) sendAgain(context, part);
  else if (part.nextAttemptAt === null) changePart(db, part, { nextAttemptAt: now() + graceMs(part) });
}

const graceMs = (part: Part) => (isKeptHere(part.provider) ? ENGINE_GRACE_MS : GRACE_MS);

/**
 * A batch is never older than its file, and both times are the vendor's own: with the file known, our clock does not
 * matter. Without it our intent is the bound, or now, should the intent lie in the future.
 */
function oldestBatch(part: Part, files: VendorFile[], now: number): number {
  const uploadedAt = files[0]?.createdAt;
  return (uploadedAt ?? Math.min(part.intentAt ?? now, now)) - CLOCK_SLACK_MS;
}

/** Oldest first; the list is newest first, so among equals the last one is the oldest. */
function byAge(a: VendorBatch, b: VendorBatch): number {
  return (a.times.created ?? 0) - (b.times.created ?? 0);
}

/** All batches of the account made since then, the oldest first. */
export async function batchesSince(client: VendorClient, oldest: number): Promise<VendorBatch[]> {
  const found: VendorBatch[] = [];
  for (let after: string | undefined; ; ) {
    const page = await client.listBatches({ limit: PAGE, ...(after ? { after } : {}) });
    found.unshift(...page.batches.toReversed());
    const last = page.batches.at(-1);
    if (!page.hasMore || !last || (last.times.created ?? Number.POSITIVE_INFINITY) < oldest) return found;
    after = last.id;
  }
}

/** The part's uploads at the vendor, the one it uses (else the oldest) first. */
async function uploadedFiles(client: VendorClient, part: Part, mark: Mark): Promise<VendorFile[]> {
  return part.vendorFileId === null ? filesOf(client, mark) : knownFile(client, part.vendorFileId);
}

/** All files of the account with a mark, the oldest first. All pages: files carry nothing else. */
export async function filesOf(client: VendorClient, mark: Mark): Promise<VendorFile[]> {
  const found: VendorFile[] = [];
  for (let after: string | undefined; ; ) {
    const page = await client.listFiles({ limit: PAGE, ...(after ? { after } : {}) });
    found.unshift(...page.files.filter((file) => isFileOf(mark, file)).toReversed());
    const last = page.files.at(-1);
    if (!page.hasMore || !last) return found.sort((a, b) => a.createdAt - b.createdAt);
    after = last.id;
  }
}

/** Just after its upload a file may not be found yet. */
async function knownFile(client: VendorClient, id: string): Promise<VendorFile[]> {
  try {
    return [await client.getFile(id)];
  } catch (error) {
    if (error instanceof VendorFailure && error.status === 404) return [];
    throw error;
  }
}
