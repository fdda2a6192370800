const PAUSE_MS = 50;

/**
 * Reads one page after another, as a person with the dashboard open would, until it is stopped: then answers how long
 * each took, milliseconds, shortest first.
 */
export function readPages(url: string, paths: string[]): { stop: () => Promise<number[]> } {
  let isOn = true;
  const times: number[] = [];
  const loop = async () => {
    for (let turn = 0; isOn; turn += 1) {
      const began = performance.now();
      const reply = await fetch(url + paths[turn % paths.length]);
      await reply.arrayBuffer();
      if (!reply.ok) throw new Error(`${paths[turn % paths.length]} answered ${reply.status}`);
      times.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    return times.sort((a, b) => a - b);
  };
  const running = loop();
  return {
    stop: () => {
      isOn = false;
      return running;
    },
  };
}

/** What a share of sorted times stays under, whole milliseconds. */
export function percentile(sorted: number[], share: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
