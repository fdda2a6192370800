import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { breakdown, type ChosenColumns, type Going, type SliceReader } from "#lib/datasets/slices";
import { entriesRead, type OpenFile, type Slice } from "#lib/datasets/write-slice";
import { log } from "#lib/log";

export type ToThread =
  | { kind: "read"; files: OpenFile[]; uploads: string; chosen: ChosenColumns }
  | { kind: "stored"; stopped: number[] };
export type FromThread = { kind: "slices"; slices: Slice[] } | { kind: "end" };

/** A file that needs more than this is not an email file; only the thread dies of it. */
const MEMORY_LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 48 };
/** No single email takes this long: the thread hangs. */
const PATIENCE_MS = 60_000;
/** A file during which the thread died this often is given up; once may be an accident. */
const MOST_DEATHS = 2;

/** In place of a file's index while the thread still starts: what happens then is no file's fault. */
const NOT_BEGUN = -1;

type Options = { patienceMs?: number; script?: string };

/**
 * Reads files on a thread of its own, so that reading and storing share two cores and a bad file can end or hang
 * nothing but that thread. It is started when needed and ended by `close`. When it dies, the files that are not done
 * come again with the next call; the file it died on twice ends with a problem.
 */
export function createReadThread(options: Options = {}): SliceReader {
  const script = options.script ?? join(process.cwd(), "lib/datasets/read-thread-child.ts");
  const deaths = new Map<number, number>();
  let thread: Thread | null = null;

  async function* read(files: OpenFile[], { uploads, isStopped, chosen }: Going): AsyncGenerator<Slice[]> {
    if (files.length === 0) return;
    thread ??= startThread(script);
    const reading = thread;
    let isWhole = false;
    try {
      reading.send({ kind: "read", files, uploads, chosen });
      for (;;) {
        const message = await reading.next(options.patienceMs ?? PATIENCE_MS);
        if (message === null) {
          yield* giveUp(files[reading.current()]);
          return;
        }
        if (message.kind === "end") break;
        for (const slice of message.slices) moveOn(files, slice);
        yield message.slices;
        reading.send({ kind: "stored", stopped: files.filter(isStopped).map((file) => file.id) });
      }
      isWhole = true;
    } finally {
      // A reading that was left in the middle would go on posting into the next one.
      if (!isWhole) close();
    }
  }

  /** Ends a file that the thread did not survive for the second time. */
  function* giveUp(file: OpenFile | undefined): Generator<Slice[]> {
    if (!file) return;
    const count = (deaths.get(file.id) ?? 0) + 1;
    deaths.set(file.id, count);
    log.error({ fileId: file.id, count }, "the reading thread died or hung");
    if (count < MOST_DEATHS) return;
    deaths.delete(file.id);
    const end = { sha256: "", kind: null };
    yield [{ file, tables: [], entries: [breakdown(file.entriesRead)], bytesRead: file.length, end }];
  }

  function close(): void {
    thread?.stop();
    thread = null;
  }

  return { read, close };
}

/** The thread works on copies: where it dies, the place must be known on this side. */
function moveOn(files: OpenFile[], { file, entries }: Slice): void {
  const own = files.find((one) => one.id === file.id);
  if (own) own.entriesRead = entriesRead(file, entries);
}

type Thread = ReturnType<typeof startThread>;

function startThread(script: string) {
  const current = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  Atomics.store(new Int32Array(current), 0, NOT_BEGUN);
  const worker = new Worker(script, { workerData: current, resourceLimits: MEMORY_LIMITS });
  const inbox: FromThread[] = [];
  let isDead = false;
  let ring = () => {};
  worker.on("message", (message: FromThread) => {
    inbox.push(message);
    ring();
  });
  // The error itself may quote the mail; "exit" follows and is all that counts.
  worker.on("error", () => {});
  worker.on("exit", () => {
    isDead = true;
    ring();
  });
  return {
    send: (message: ToThread) => worker.postMessage(message),
    /** Index of the file whose turn it is. */
    current: () => Atomics.load(new Int32Array(current), 0),
    /** The next message, in order; null when the thread is dead or silent for `patienceMs`. */
    async next(patienceMs: number): Promise<FromThread | null> {
      if (inbox.length === 0 && !isDead) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          ring = resolve;
          timer = setTimeout(resolve, patienceMs);
        });
        clearTimeout(timer);
      }
      return inbox.shift() ?? null;
    },
    stop: () => void worker.terminate(),
  };
}
