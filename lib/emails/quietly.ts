/**
 * Runs a library that prints what it stumbles over: its messages may quote the mail, and what went wrong shows in the
 * result. `run` must not be async, since all output is lost meanwhile.
 */
export function quietly<T>(run: () => T): T {
  const { log, error, warn, debug } = console;
  const silence = () => {};
  Object.assign(console, { log: silence, error: silence, warn: silence, debug: silence });
  try {
    return run();
  } finally {
    Object.assign(console, { log, error, warn, debug });
  }
}
