import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { WORKBOOK_CPU_MS, WORKBOOK_CPU_PER_MB_MS, WORKBOOK_MEMORY_MB, WORKBOOK_SILENCE_MS } from "#lib/emails/limits";
import { damagedWorkbook, largeWorkbook, type Sheet, type SheetRow, WorkbookError } from "#lib/emails/sheet";

export type Ask = { kind: "open"; bytes: Uint8Array } | { kind: "rows"; sheet: number; isFirst: boolean };
export type Reply =
  | { kind: "ready" }
  | { kind: "sheets"; names: string[] }
  | { kind: "rows"; rows: SheetRow[]; isLast: boolean }
  | { kind: "failed"; code: string; message: string };

/** A workbook that is being read; `close` must follow. */
export type Workbook = { sheets: Sheet[]; close: () => void };

const SCRIPT = join(process.cwd(), "lib/emails/workbook-child.ts");
/** How long a thread without work is kept for the next workbook: loading the libraries takes longer than most of them. */
const IDLE_MS = 2_000;
const TICK_MS = 250;

/** The thread that waits for the next workbook, when there is one. */
let idle: { worker: Worker; timer: NodeJS.Timeout } | null = null;

/**
 * The sheets of a workbook, read on a thread of their own: from some damaged bytes the libraries never come back, and no
 * timer on the same thread could end them. Throws WorkbookError, here or while rows are read, also when the thread needs
 * far more time or memory than a sound workbook of that size.
 */
export async function openWorkbook(bytes: Buffer): Promise<Workbook> {
  const worker = await takeThread();
  const cpuMs = WORKBOOK_CPU_MS + (bytes.length / 1024 ** 2) * WORKBOOK_CPU_PER_MB_MS;
  let isAlive = true;
  const ask = async (question: Ask, moved: ArrayBuffer[] = []): Promise<Reply> => {
    isAlive = false;
    worker.postMessage(question, moved);
    const reply = await replyOf(worker, cpuMs);
    isAlive = true;
    if (reply.kind === "failed") throw new WorkbookError(reply.code, reply.message);
    return reply;
  };
  const close = () => giveBack(worker, isAlive);
  try {
    const own = ownBytes(bytes);
    const reply = await ask({ kind: "open", bytes: own }, [own.buffer]);
    const names = reply.kind === "sheets" ? reply.names : [];
    return { sheets: names.map((name, sheet) => ({ name, rows: () => rowsOf(sheet, ask) })), close };
  } catch (error) {
    close();
    throw error;
  }
}

async function* rowsOf(sheet: number, ask: (question: Ask) => Promise<Reply>): AsyncGenerator<SheetRow> {
  for (let isFirst = true; ; isFirst = false) {
    const reply = await ask({ kind: "rows", sheet, isFirst });
    if (reply.kind !== "rows") return;
    yield* reply.rows;
    if (reply.isLast) return;
  }
}

/** Bytes that can be moved to another thread. Small buffers share memory with others and are copied. */
function ownBytes(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  const isAlone = buffer instanceof ArrayBuffer && buffer.byteLength === bytes.length;
  return isAlone ? new Uint8Array(buffer) : Uint8Array.from(bytes);
}

async function takeThread(): Promise<Worker> {
  const waiting = idle;
  idle = null;
  if (waiting) {
    clearTimeout(waiting.timer);
    return waiting.worker;
  }
  const worker = new Worker(SCRIPT, {
    resourceLimits: { maxOldGenerationSizeMb: WORKBOOK_MEMORY_MB, maxYoungGenerationSizeMb: 16 },
  });
  await once(worker, "message");
  // An error that comes while nobody waits shows with the next question. It may quote the mail.
  worker.on("error", () => {});
  worker.unref();
  return worker;
}

function giveBack(worker: Worker, isAlive: boolean): void {
  if (!isAlive || idle) {
    void worker.terminate();
    return;
  }
  const timer = setTimeout(() => {
    idle = null;
    void worker.terminate();
  }, IDLE_MS).unref();
  idle = { worker, timer };
}

/** The thread's next message. Rejects with a WorkbookError when it dies, works too long or falls silent. */
function replyOf(worker: Worker, cpuMs: number): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const isLate = createClock(worker, cpuMs);
    const timer = setInterval(async () => {
      if (await isLate()) end(() => reject(damagedWorkbook()));
    }, TICK_MS);
    const onMessage = (reply: Reply) => end(() => resolve(reply));
    const onError = (error: NodeJS.ErrnoException) =>
      end(() => reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? largeWorkbook() : damagedWorkbook()));
    const onExit = () => end(() => reject(damagedWorkbook()));
    const end = (settle: () => void) => {
      clearInterval(timer);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      settle();
    };
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
  });
}

/** Counts a thread's processor time: on a busy machine a sound workbook takes long, and must not be refused for it. */
function createClock(worker: Worker, cpuMs: number): () => Promise<boolean> {
  let first: number | null = null;
  let last = 0;
  let quietMs = 0;
  return async () => {
    const usage = await worker.cpuUsage().catch(() => null);
    if (!usage) return false;
    const used = (usage.user + usage.system) / 1_000;
    first ??= used;
    quietMs = used - last < 1 ? quietMs + TICK_MS : 0;
    last = used;
    return used - first > cpuMs || quietMs >= WORKBOOK_SILENCE_MS;
  };
}
