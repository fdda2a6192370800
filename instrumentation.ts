/** Runs once when the web process starts: opens the database, brings it up to date, and starts the worker. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { store } = await import("#lib/store");
  const { startWorker } = await import("#lib/worker/spawn");
  await store();
  startWorker();
}
