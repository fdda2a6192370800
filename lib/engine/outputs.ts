import { rmSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { createId, shuffle } from "#lib/engine/ids";
import { toUnrunLine } from "#lib/engine/lines";
import { filePath, moveBatch } from "#lib/engine/store";
import type { BatchRow, Ending, EngineState, RequestRow } from "#lib/engine/types";
import { commitFiles, MAX_EXPIRY_SECONDS } from "#lib/engine/uploads";

const SLICE_LINES = 200;
const SLICE_BYTES = 256 * 1024;

type Sink = { id: string; handle: FileHandle; bytes: number };
/** A batch's two result files while they are written: line numbers in the order of writing, and how far it is. */
export type OutputWriter = { lines: Uint32Array; position: number; output: Sink; errors: Sink };

/**
 * Writes the next results of a batch that is ending, in arbitrary order: answers to the output file, everything else
 * to the error file, requests that never ran included. The last slice flushes and names both files and gives the
 * batch its final status in one transaction. After a restart the files are begun again.
 */
export async function writeOutputSlice(state: EngineState, row: BatchRow): Promise<void> {
  const ending = row.ending ?? "cancelled";
  const writer = state.writers.get(row.seq) ?? (await openWriter(state, row));
  try {
    const texts = nextTexts(state, row, writer, ending);
    await append(writer.output, texts.output);
    await append(writer.errors, texts.errors);
    if (writer.position === writer.lines.length && !state.closing) await finish(state, row, writer, ending);
  } catch (error) {
    // A full disk may have cut a line: half-written files are never continued.
    await dropWriter(state, row.seq);
    throw error;
  }
}

/** Closes and removes half-written files. */
export async function dropWriters(state: EngineState): Promise<void> {
  for (const batch of [...state.writers.keys()]) await dropWriter(state, batch);
}

async function dropWriter(state: EngineState, batch: number): Promise<void> {
  const writer = state.writers.get(batch);
  state.writers.delete(batch);
  for (const sink of writer ? [writer.output, writer.errors] : []) {
    await sink.handle.close();
    rmSync(filePath(state, sink.id, true), { force: true });
  }
}

async function openWriter(state: EngineState, row: BatchRow): Promise<OutputWriter> {
  const lines = row.in_progress_at === null ? new Uint32Array() : shuffledLines(state, row);
  const writer = { lines, position: 0, output: await openSink(state), errors: await openSink(state) };
  state.writers.set(row.seq, writer);
  return writer;
}

function shuffledLines(state: EngineState, row: BatchRow): Uint32Array {
  const lines = state.db
    .prepare<[number], number>("SELECT line FROM requests WHERE batch = ? ORDER BY line")
    .pluck()
    .all(row.seq) as number[];
  return shuffle(lines.length, row.id).map((index) => lines[index] ?? 0);
}

function nextTexts(state: EngineState, row: BatchRow, writer: OutputWriter, ending: Ending) {
  const read = state.db.prepare<[number, number], RequestRow>("SELECT * FROM requests WHERE batch = ? AND line = ?");
  const output: string[] = [];
  const errors: string[] = [];
  const end = Math.min(writer.position + SLICE_LINES, writer.lines.length);
  for (let bytes = 0; writer.position < end && bytes < SLICE_BYTES; writer.position += 1) {
    const request = read.get(row.seq, writer.lines[writer.position] ?? 0);
    if (!request) throw new Error(`A request of ${row.id} is missing`);
    const text = request.output ?? toUnrunLine(request.custom_id, ending === "expired" ? "expired" : "cancelled");
    bytes += text.length;
    (request.outcome === "completed" ? output : errors).push(text);
  }
  return { output, errors };
}

async function finish(state: EngineState, row: BatchRow, writer: OutputWriter, ending: Ending): Promise<void> {
  const { output, errors } = writer;
  for (const { handle } of [output, errors]) await handle.sync();
  const now = state.seconds();
  const expiresAt = now + (row.output_seconds ?? MAX_EXPIRY_SECONDS);
  const kept = [output, errors].filter((sink) => sink.bytes > 0);
  const files = kept.map(({ id, bytes }) => {
    const filename = `${row.id}_${id === output.id ? "output" : "error"}.jsonl`;
    return { id, bytes, filename, purpose: "batch_output", expiresAt };
  });
  const columns: Partial<BatchRow> = {
    status: ending,
    ending,
    [`${ending}_at`]: now,
    output_file_id: output.bytes > 0 ? output.id : null,
    error_file_id: errors.bytes > 0 ? errors.id : null,
  };
  // False when another process ended the batch first: its files stand, and these are dropped.
  commitFiles(state, files, () => moveBatch(state, row, columns));
  // Closes both, and removes one that stayed empty: a named file no longer has the half-written name.
  await dropWriter(state, row.seq);
  state.rejections.delete(row.seq);
}

async function openSink(state: EngineState): Promise<Sink> {
  const id = createId("file-");
  return { id, handle: await open(filePath(state, id, true), "wx", 0o600), bytes: 0 };
}

async function append(sink: Sink, lines: string[]): Promise<void> {
  if (lines.length === 0) return;
  const bytes = Buffer.from(`${lines.join("\n")}\n`);
  await sink.handle.writeFile(bytes);
  sink.bytes += bytes.length;
}
