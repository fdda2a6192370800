import Database from "better-sqlite3";

const RETRY_MS = 250;

/**
 * Waits until this process is the only worker of its data folder, and answers a function that gives the place up.
 * The lock is a write lock on a small SQLite file: the system frees it the moment its holder dies, so a successor
 * never has to guess whether a heartbeat is only late.
 */
export async function holdLock(file: string, signal: AbortSignal): Promise<() => void> {
  for (;;) {
    const lock = new Database(file, { timeout: 0 });
    try {
      lock.exec("BEGIN EXCLUSIVE");
      return () => lock.close();
    } catch (error) {
      lock.close();
      if (signal.aborted) process.exit(0);
      if (!(error instanceof Database.SqliteError)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
