import type { Db } from "#db/client";
import type { ResultFile } from "#lib/batches/download";
import { QUARANTINE_CHARS } from "#lib/batches/limits";
import type { Line } from "#lib/batches/lines";
import type { Part } from "#lib/batches/parts";

export type Quarantine = {
  /** Puts a line aside that belongs to no email. Stored by `flush`. */
  take(line: Line, source: ResultFile["source"], why: string): void;
  /** Stores what was put aside, inside the caller's transaction, for as long as `isTime` says. Answers whether all is. */
  flush(isTime: () => boolean): boolean;
};

type Aside = [source: string, line: number, why: string, raw: string];

/** Lines of a part's answers that belong nowhere. The same line put aside twice stands there once. */
export function createQuarantine(db: Db, part: Part): Quarantine {
  const insert = db.$client.prepare(
    "insert or ignore into quarantine (part_id, source, line, why, raw) values (?, ?, ?, ?, ?)",
  );
  let aside: Aside[] = [];
  let stored = 0;
  return {
    take(line, source, why) {
      const raw = (line.text ?? line.head).slice(0, QUARANTINE_CHARS).toWellFormed();
      aside.push([source, line.number, why, raw]);
    },
    flush(isTime) {
      for (; stored < aside.length; stored += 1) {
        if (!isTime()) return false;
        insert.run(part.id, ...(aside[stored] as Aside));
      }
      aside = [];
      stored = 0;
      return true;
    },
  };
}
