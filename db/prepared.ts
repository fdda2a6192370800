import type { Db } from "#db/client";

/** Statements that are prepared once for each connection, at their first use. */
export function preparedOnce<T extends object>(prepare: (client: Db["$client"]) => T): (db: Db) => T {
  const known = new WeakMap<Db["$client"], T>();
  return ({ $client }) => {
    const made = known.get($client) ?? prepare($client);
    known.set($client, made);
    return made;
  };
}
