import { asc, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client";
import { endpoints, type SealedKey } from "#db/schema";
import type { Env } from "#lib/env";
import { AppError } from "#lib/errors";
import { checkAddress } from "#lib/providers/address";
import { readAllowed } from "#lib/providers/allowed";
import { endpointNumber, isProviderId, type ProviderId } from "#lib/providers/kinds";
import { unsealKey } from "#lib/settings/seal";

export type Endpoint = typeof endpoints.$inferSelect;
/** `key`: a new one; undefined keeps what is stored, null forgets it. */
export type EndpointInput = { name: string; baseUrl: string; key?: SealedKey | null | undefined; concurrency: number };

/** The id a provider goes by everywhere: "chat-4". */
export function idOf(endpoint: Pick<Endpoint, "kind" | "id">): ProviderId {
  return `${endpoint.kind}-${endpoint.id}`;
}

/** Providers that somebody added, in the order they were; without those that were removed. */
export function listEndpoints(db: Db): Endpoint[] {
  return db.select().from(endpoints).where(isNull(endpoints.removedAt)).orderBy(asc(endpoints.id)).all();
}

/** Ids of all that ever were added: a removed one may still have files to delete. */
export function everyEndpointId(db: Db): ProviderId[] {
  return db.select().from(endpoints).orderBy(asc(endpoints.id)).all().map(idOf);
}

/** One by its provider's id, removed ones too; null when there is none. */
export function findEndpoint(db: Db, id: string): Endpoint | null {
  const number = endpointNumber(id);
  if (number === null) return null;
  const found = db.select().from(endpoints).where(eq(endpoints.id, number)).get();
  return found && idOf(found) === id ? found : null;
}

/** The key of one, as it was typed; null when it has none. Throws AppError "unavailable" when it cannot be read. */
export async function readEndpointKey(env: Env, endpoint: Endpoint): Promise<string | null> {
  return endpoint.key === null ? null : unsealKey(env.dataDir, endpoint.key);
}

/** Stores a new provider; answers its id. Throws AppError "invalid" (name or address). */
export function createEndpoint(
  db: Db,
  env: Env,
  kind: Endpoint["kind"],
  input: EndpointInput,
  now: number,
): ProviderId {
  const checked = checkEndpoint(db, env, input);
  const row = db
    .insert(endpoints)
    .values({ ...checked, kind, key: input.key ?? null, createdAt: now })
    .returning()
    .get();
  return idOf(row);
}

/** Changes one. Batches under way go on with the new address and key. Throws AppError "not-found", "invalid". */
export function saveEndpoint(db: Db, env: Env, id: string, input: EndpointInput): void {
  const endpoint = needEndpoint(db, id);
  const checked = checkEndpoint(db, env, input);
  db.update(endpoints)
    .set({ ...checked, key: input.key === undefined ? endpoint.key : input.key })
    .where(eq(endpoints.id, endpoint.id))
    .run();
}

/**
 * Removes one; its summaries stay, and its key until what is to be deleted there is. Throws AppError "not-found", or
 * "conflict" while batches of it run: nobody could collect them then.
 */
export function removeEndpoint(db: Db, id: string, now: number): void {
  const endpoint = needEndpoint(db, id);
  db.transaction(
    () => {
      const running = runningBatches(db, id);
      if (running > 0) {
        const count = running === 1 ? "1 batch is" : `${running} batches are`;
        throw new AppError(
          "conflict",
          `${count} still running at ${endpoint.name}. Stop ${running === 1 ? "it" : "them"} or wait, then remove it.`,
        );
      }
      db.update(endpoints).set({ removedAt: now }).where(eq(endpoints.id, endpoint.id)).run();
      forgetKey(db, id);
    },
    { behavior: "immediate" },
  );
}

/**
 * Forgets a removed provider's key, once nothing is left to be deleted there or to be looked for. Writes nothing when
 * there is none.
 */
export function forgetKey(db: Db, id: string): void {
  const endpoint = findEndpoint(db, id);
  if (!endpoint || endpoint.removedAt === null || endpoint.key === null) return;
  const isDoubted = db.$client.prepare("select 1 from parts where provider = ? and doubt_at is not null").get(id);
  if (isDoubted || countToDelete(db, id) > 0) return;
  db.update(endpoints).set({ key: null }).where(eq(endpoints.id, endpoint.id)).run();
}

/** How many files are still to be deleted at a provider; a batch sent twice that has not ended counts as one more. */
export function countToDelete(db: Db, id: string): number {
  const row = db.$client
    .prepare(
      `select (select count(*) from deletions where provider = @id and deleted_at is null) +
              (select count(*) from extra_batches where provider = @id and ended_at is null) as n`,
    )
    .get({ id }) as { n: number };
  return row.n;
}

/** How many submitted batches of a provider have not ended, those whose next part goes there included. */
export function runningBatches(db: Db, id: string): number {
  const row = db.$client
    .prepare(
      `select count(*) as n from batches b where b.state = 'submitted' and (
         (b.provider = @id and b.expanded_at is null) or
         exists (select 1 from parts p where p.batch_id = b.id and p.provider = @id and p.state not in ('done','stopped')))`,
    )
    .get({ id }) as { n: number };
  return row.n;
}

function needEndpoint(db: Db, id: string): Endpoint {
  const endpoint = isProviderId(id) ? findEndpoint(db, id) : null;
  if (!endpoint || endpoint.removedAt !== null) throw new AppError("not-found", "This provider is gone.");
  return endpoint;
}

/** What was typed, in one form. Throws AppError "invalid" for a name or an address that may not be. */
export function checkEndpoint(db: Db, env: Env, input: EndpointInput) {
  const name = input.name.trim();
  if (name === "") throw new AppError("invalid", "Give the provider a name.");
  const { hosts, isStrict } = readAllowed(db, env);
  const address = checkAddress(input.baseUrl, hosts, isStrict);
  if (typeof address === "string") throw new AppError("invalid", address);
  return { name, baseUrl: address.url, concurrency: input.concurrency };
}
