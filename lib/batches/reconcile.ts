import { CLOCK_SLACK_MS, ENGINE_GRACE_MS, GRACE_MS } from "#lib/batches/limits";
import { isBatchOf, isFileOf, type Mark } from "#lib/batches/mark";
import { changePart, movePart, type Part } from "#lib/batches/parts";
import { adoptBatch } from "#lib/batches/send";
import { log } from "#lib/log";
import { isKeptHere } from "#lib/providers/kinds";
import type { VendorBatch, VendorClient, VendorFile } from "#lib/providers/vendor";
import type { WorkerContext } from "#lib/worker/lane";

const PAGE = 100;

/**
 * Finds out what became of a call whose reply nobody has seen. What the vendor has of ours is adopted; when it has
 * nothing, a grace period passes before a second look, and only then is the part free to be sent again. Throws
 * VendorFailure when the vendor cannot be asked: nothing has changed then.
 */
export async function reconcilePart(
  context: WorkerContext,
  client: VendorClient,
  part: Part,
  mark: Mark,
): Promise<void> {
  const { db, now } = context;
  const oldest = (part.intentAt ?? now()) - CLOCK_SLACK_MS;
  const found = (await batchesSince(client, oldest)).filter((batch) => isBatchOf(mark, batch));
  const [keep, ...others] = found.sort(byAge);
  if (keep) {
    await cancelOthers(client, part, others);
    const message = `The provider had this part ${found.length} times; the oldest was kept, the others were cancelled.`;
    adoptBatch(context, part, keep, others.length > 0 ? [{ code: "sent_twice", message, line: null }] : []);
    return;
  }
  const file = part.vendorFileId === null ? await uploadedFile(client, oldest, mark) : null;
  if (file) {
    movePart(db, part, "waiting", { vendorFileId: file.id, nextAttemptAt: null });
    return;
  }
  const isSecondLook = part.nextAttemptAt !== null && part.nextAttemptAt <= now();
  if (isSecondLook) movePart(db, part, "waiting", { nextAttemptAt: null });
  else changePart(db, part, { nextAttemptAt: now() + (isKeptHere(part.provider) ? ENGINE_GRACE_MS : GRACE_MS) });
}

/** Oldest first; the list is newest first, so among equals the last one is the oldest. */
function byAge(a: VendorBatch, b: VendorBatch): number {
  return (a.times.created ?? 0) - (b.times.created ?? 0);
}

async function cancelOthers(client: VendorClient, part: Part, others: VendorBatch[]): Promise<void> {
  for (const other of others) {
    log.warn({ part: part.id, vendorBatch: other.id }, "a part was at the provider twice; cancelling the later one");
    await client.cancelBatch(other.id);
  }
}

async function batchesSince(client: VendorClient, oldest: number): Promise<VendorBatch[]> {
  const found: VendorBatch[] = [];
  for (let after: string | undefined; ; ) {
    const page = await client.listBatches({ limit: PAGE, ...(after ? { after } : {}) });
    found.unshift(...page.batches.toReversed());
    const last = page.batches.at(-1);
    if (!page.hasMore || !last || (last.times.created ?? 0) < oldest) return found;
    after = last.id;
  }
}

async function uploadedFile(client: VendorClient, oldest: number, mark: Mark): Promise<VendorFile | null> {
  let found: VendorFile | null = null;
  for (let after: string | undefined; ; ) {
    const page = await client.listFiles({ limit: PAGE, ...(after ? { after } : {}) });
    // Newest first: the last that fits is the oldest.
    for (const file of page.files) if (isFileOf(mark, file)) found = file;
    const last = page.files.at(-1);
    if (!page.hasMore || !last || last.createdAt < oldest) return found;
    after = last.id;
  }
}
