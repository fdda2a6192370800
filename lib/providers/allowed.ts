import type { Db } from "#db/client";
import type { Env } from "#lib/env";
import { AppError } from "#lib/errors";
import { toAllowedHost } from "#lib/providers/address";
import { readSetting, saveSetting } from "#lib/settings/store";

const SETTING = "allowed-hosts";

/** The addresses a provider may have. The environment's list wins, and is then the whole of it (`isStrict`). */
export function readAllowed(db: Db, env: Env): { hosts: string[]; isStrict: boolean } {
  if (env.allowedHosts !== null) return { hosts: env.allowedHosts, isStrict: true };
  return { hosts: readSetting<string[]>(db, SETTING) ?? [], isStrict: false };
}

/** Changes the list. Throws AppError "conflict" while the environment gives it, "invalid" for what is no host name. */
export function saveAllowed(db: Db, env: Env, typed: string[], now: number): void {
  if (env.allowedHosts !== null)
    throw new AppError("conflict", "The list is given by the environment (MAILGIST_ALLOWED_HOSTS).");
  const hosts = typed.map((entry) => {
    const host = toAllowedHost(entry);
    if (host === null) throw new AppError("invalid", `“${entry}” is not an address such as api.example.com.`);
    return host;
  });
  saveSetting(db, SETTING, [...new Set(hosts)], now);
}
