/** The thread that reads a workbook: opens it, then hands out rows in portions, as it is asked. */
import { parentPort } from "node:worker_threads";
import { damagedWorkbook, type Sheet, type SheetRow, WorkbookError } from "#lib/emails/sheet";
import { openSheets } from "#lib/emails/sheets";
import type { Ask, Reply } from "#lib/emails/workbook-thread";

/** Rows in one portion, and characters after which it is full. */
const MOST_ROWS = 500;
const MOST_CHARACTERS = 512 * 1024;

const port = parentPort;
if (!port) throw new Error("this file runs as a thread");
let sheets: Sheet[] = [];
let rows: AsyncGenerator<SheetRow> | undefined;

port.on("message", async (ask: Ask) => post(await answer(ask)));
post({ kind: "ready" });

async function answer(ask: Ask): Promise<Reply> {
  try {
    if (ask.kind === "open") {
      const { buffer, byteOffset, length } = ask.bytes;
      sheets = await openSheets(Buffer.from(buffer, byteOffset, length));
      return { kind: "sheets", names: sheets.map(({ name }) => name) };
    }
    if (ask.isFirst) {
      // Not awaited: what hangs does not end either.
      void rows?.return(undefined).catch(() => {});
      rows = sheets[ask.sheet]?.rows();
    }
    return await portion();
  } catch (error) {
    const { code, message } = error instanceof WorkbookError ? error : damagedWorkbook();
    return { kind: "failed", code, message };
  }
}

async function portion(): Promise<Reply> {
  const taken: SheetRow[] = [];
  let characters = 0;
  while (rows && taken.length < MOST_ROWS && characters < MOST_CHARACTERS) {
    const next = await rows.next();
    if (next.done) return { kind: "rows", rows: taken, isLast: true };
    taken.push(next.value);
    characters += next.value.cells.reduce((sum, cell) => sum + cell.length, 0);
  }
  return { kind: "rows", rows: taken, isLast: !rows };
}

function post(reply: Reply): void {
  port?.postMessage(reply);
}
