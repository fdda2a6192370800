/** How long reading may go on before others get the loop, milliseconds. */
const TURN_MS = 15;

/**
 * Makes a function to call often in long work: every 15 ms it answers a promise to await, so that the loop turns;
 * otherwise nothing, which costs nothing.
 */
export function createTurns(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < TURN_MS) return undefined;
    return new Promise<void>((resolve) =>
      setImmediate(() => {
        since = performance.now();
        resolve();
      }),
    );
  };
}
