import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { BatchRow, EngineOptions, EngineState } from "#lib/engine/types";

const DEFAULT_MODEL = "mailgist-extractive-1";
const DAY_MS = 24 * 60 * 60 * 1000;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS files (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, bytes INTEGER NOT NULL, created_at INTEGER NOT NULL,
    expires_at INTEGER, filename TEXT NOT NULL, purpose TEXT NOT NULL, gone INTEGER NOT NULL DEFAULT 0,
    purged INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX IF NOT EXISTS files_expiring ON files (expires_at) WHERE gone = 0;
  CREATE INDEX IF NOT EXISTS files_gone ON files (seq) WHERE gone = 1 AND purged = 0;
  CREATE TABLE IF NOT EXISTS batches (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, endpoint TEXT NOT NULL, model TEXT,
    status TEXT NOT NULL, ending TEXT, problems TEXT,
    input_file_id TEXT NOT NULL, output_file_id TEXT, error_file_id TEXT, metadata TEXT, output_seconds INTEGER,
    created_at INTEGER NOT NULL, in_progress_at INTEGER, expires_at INTEGER NOT NULL, finalizing_at INTEGER,
    completed_at INTEGER, failed_at INTEGER, expired_at INTEGER, cancelling_at INTEGER, cancelled_at INTEGER,
    total INTEGER NOT NULL DEFAULT 0, completed INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0,
    input_tokens INTEGER NOT NULL DEFAULT 0, output_tokens INTEGER NOT NULL DEFAULT 0,
    read_bytes INTEGER NOT NULL DEFAULT 0, read_lines INTEGER NOT NULL DEFAULT 0,
    answered_line INTEGER NOT NULL DEFAULT 0, swept INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX IF NOT EXISTS batches_active ON batches (seq)
    WHERE status IN ('validating', 'in_progress', 'finalizing', 'cancelling');
  CREATE INDEX IF NOT EXISTS batches_unswept ON batches (seq) WHERE swept = 0;
  CREATE TABLE IF NOT EXISTS requests (
    batch INTEGER NOT NULL REFERENCES batches (seq), line INTEGER NOT NULL, custom_id TEXT NOT NULL,
    start INTEGER NOT NULL, length INTEGER NOT NULL, outcome TEXT, output TEXT,
    PRIMARY KEY (batch, line)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX IF NOT EXISTS requests_custom_id ON requests (batch, custom_id);
`;

/** Opens the engine's own database and folder, both private to the user, and takes up what an earlier run left. */
export function openStore(options: EngineOptions): EngineState {
  const files = join(options.directory, "files");
  for (const path of [options.directory, files]) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    chmodSync(path, 0o700);
  }
  const path = join(options.directory, "engine.db");
  closeSync(openSync(path, "a", 0o600));
  chmodSync(path, 0o600);
  const db = new Database(path);
  db.pragma("journal_mode = WAL");
  // FULL: once a batch is accepted it survives a power cut. secure_delete: forgotten mail leaves no bytes behind.
  db.pragma("synchronous = FULL");
  db.pragma("foreign_keys = ON");
  db.pragma("secure_delete = ON");
  db.exec(SCHEMA);
  removeLeftovers(db, files);
  const completionWindowMs = options.completionWindowMs ?? DAY_MS;
  lengthenWindows(db, completionWindowMs);
  return {
    db,
    files,
    options: {
      models: [DEFAULT_MODEL],
      embed: null,
      anyModel: false,
      groupSize: 64,
      queueLimit: Number.POSITIVE_INFINITY,
      ...options,
      completionWindowMs,
    },
    seconds: () => Math.floor(options.now() / 1000),
    writers: new Map(),
    rejections: new Map(),
    lastBatch: 0,
    scratch: createScratch(),
    closing: false,
    stop: new AbortController(),
    asking: null,
  };
}

/** The folder's own entry is flushed, so that a rename inside it survives a power cut. */
export function syncFolder(path: string): void {
  const folder = openSync(path, "r");
  fsyncSync(folder);
  closeSync(folder);
}

/** The name of a file's bytes on disk. Half-written ones carry the process that writes them. */
export function filePath(state: EngineState, id: string, part = false): string {
  return join(state.files, part ? `${id}.${process.pid}.part` : id);
}

/** Sets columns of a batch while it still has the status and ending it was read with; false when it moved on. */
export function moveBatch(state: EngineState, row: BatchRow, columns: Partial<BatchRow>): boolean {
  const names = Object.keys(columns);
  const sql = `UPDATE batches SET ${names.map((name) => `${name} = @${name}`).join(", ")}
    WHERE seq = @seq AND status = @_status AND ending IS @_ending`;
  const values = { ...columns, seq: row.seq, _status: row.status, _ending: row.ending };
  return state.db.prepare(sql).run(values).changes === 1;
}

/** Batches under way get the time a new one has, where that is more. */
function lengthenWindows(db: Database.Database, windowMs: number): void {
  const end = "created_at + @seconds";
  db.prepare(
    `UPDATE batches SET expires_at = ${end} WHERE ending IS NULL AND expires_at < ${end}
      AND status IN ('validating', 'in_progress')`,
  ).run({ seconds: Math.ceil(windowMs / 1000) });
}

/** Removes what a killed process had begun to write, and finished bytes no row ever came to name. */
function removeLeftovers(db: Database.Database, files: string): void {
  const known = db.prepare<[string], { id: string }>("SELECT id FROM files WHERE id = ? AND purged = 0");
  const remove = db.transaction(() => {
    for (const name of readdirSync(files)) {
      const writer = /\.(\d+)\.part$/.exec(name)?.[1];
      const abandoned = writer ? !isOtherRunning(Number(writer)) : !known.get(name);
      if (abandoned) rmSync(join(files, name), { force: true });
    }
  });
  // Immediate: a file is renamed and named by its row inside one write transaction, so none is seen half-way.
  remove.immediate();
}

/** Whether another live process has this number. Our own number on a leftover is one from before a reboot. */
function isOtherRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** One buffer for all reads of input files: fresh ones for each slice would pile up until they are collected. */
function createScratch(): (size: number) => Buffer {
  const shared = Buffer.allocUnsafeSlow(512 * 1024);
  return (size) => (size <= shared.length ? shared : Buffer.allocUnsafeSlow(size));
}
