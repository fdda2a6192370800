import type { Db } from "#db/client";
import { AppError } from "#lib/errors";
import { formatFilter, parseFilter } from "#lib/summaries/filter";
import type { SavedSearch } from "#lib/summaries/view";

const MOST = 200;

/** Searches kept by a name, everybody's, in the order of their names. */
export function listSearches(db: Db): SavedSearch[] {
  return db.$client
    .prepare(
      `select id, name, address, created_by as createdBy from saved_searches where removed_at is null
        order by lower(name), id`,
    )
    .all() as SavedSearch[];
}

/**
 * Keeps a search, given as the query of its address, by a name. What the address does not mean is not kept.
 * Throws AppError "conflict" when another one has the name, "invalid" beyond 200 of them.
 */
export function saveSearch(
  db: Db,
  { name, address }: { name: string; address: string },
  { at, who }: { at: number; who: string },
): SavedSearch {
  const { filter, sort } = parseFilter(new URLSearchParams(address));
  const kept = formatFilter(filter, sort).toString();
  const run = db.$client.transaction(() => {
    assertFree(db, name, null);
    if (listSearches(db).length >= MOST)
      throw new AppError("invalid", "There are 200 saved searches. Remove one first.");
    const { lastInsertRowid } = db.$client
      .prepare("insert into saved_searches (name, address, created_at, created_by) values (?, ?, ?, ?)")
      .run(name, kept, at, who);
    return { id: Number(lastInsertRowid), name, address: kept, createdBy: who };
  });
  return run.immediate();
}

/** Gives a saved search another name. Throws AppError "conflict" when another one has it, "not-found". */
export function renameSearch(db: Db, { id, name }: { id: number; name: string }): void {
  const run = db.$client.transaction(() => {
    assertFree(db, name, id);
    const rename = db.$client.prepare("update saved_searches set name = ? where id = ? and removed_at is null");
    if (rename.run(name, id).changes === 0) throw gone();
  });
  run.immediate();
}

/** Removes a saved search; `restoreSearch` undoes that. Throws AppError "not-found". */
export function removeSearch(db: Db, id: number, at: number): void {
  const remove = db.$client.prepare("update saved_searches set removed_at = ? where id = ? and removed_at is null");
  if (remove.run(at, id).changes === 0) throw gone();
}

/** Brings a removed one back. Throws AppError "conflict" when another one has its name meanwhile, "not-found". */
export function restoreSearch(db: Db, id: number): void {
  const run = db.$client.transaction(() => {
    const name = db.$client.prepare("select name from saved_searches where id = ?").pluck().get(id) as
      | string
      | undefined;
    if (name === undefined) throw gone();
    assertFree(db, name, id);
    db.$client.prepare("update saved_searches set removed_at = null where id = ?").run(id);
  });
  run.immediate();
}

function assertFree(db: Db, name: string, id: number | null): void {
  const other = db.$client
    .prepare("select 1 from saved_searches where lower(name) = lower(?) and removed_at is null and id is not ?")
    .get(name, id);
  if (other) throw new AppError("conflict", `There is a saved search called “${name}” already.`);
}

const gone = () => new AppError("not-found", "This saved search does not exist any more.");
