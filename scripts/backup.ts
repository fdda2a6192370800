/**
 * `npm run backup -- FILE`: copies the database into one file while Mailgist runs, through SQLite's online backup.
 * Without FILE it goes into the folder of the data, named after the moment. An existing file is never overwritten.
 */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import Database from "better-sqlite3";
import { readEnv } from "#lib/env";
import { places } from "#lib/store";

if (existsSync(".env")) process.loadEnvFile(".env");
const { dataDir } = readEnv();
const source = places(dataDir).database;
const moment = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
const target = resolve(process.argv[2] ?? join(dataDir, `mailgist-${moment}.db`));

if (!existsSync(source)) fail(`there is no database at ${source}`);
if (existsSync(target)) fail(`${target} is there already`);
process.umask(0o077);
const db = new Database(source, { readonly: true });
await db.backup(target);
db.close();
const copy = new Database(target);
copy.pragma("journal_mode = DELETE");
const check = copy.pragma("integrity_check", { simple: true });
copy.close();
if (check !== "ok") fail(`the copy is damaged: ${check}`);
process.stdout.write(`mailgist: the database is copied to ${target}, and checked\n`);

function fail(message: string): never {
  process.stderr.write(`mailgist: ${message}\n`);
  process.exit(1);
}
