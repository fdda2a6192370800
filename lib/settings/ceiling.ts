import type { Db } from "#db/client";
import { readSetting, removeSetting, saveSetting } from "#lib/settings/store";

const SETTING = "ceiling";

/** The most that all batches and trials of a calendar month may cost, US dollars; null when nobody set it. */
export function readCeiling(db: Db): number | null {
  return readSetting<number>(db, SETTING) ?? null;
}

/** Sets it; null takes it away. */
export function saveCeiling(db: Db, dollars: number | null, now: number): void {
  if (dollars === null) removeSetting(db, SETTING);
  else saveSetting(db, SETTING, dollars, now);
}
