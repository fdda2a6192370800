import { setImmediate } from "node:timers/promises";
import { cancelBatch, createBatch, getBatch, listBatches } from "#lib/engine/batches";
import { completeChat, getModel, listModels } from "#lib/engine/chat";
import { createEmbeddings } from "#lib/engine/embeddings";
import { respond, VendorError } from "#lib/engine/errors";
import { deleteFile, expireFiles, getFile, listFiles, readFileContent } from "#lib/engine/files";
import { dropWriters, writeOutputSlice } from "#lib/engine/outputs";
import { answerGroup } from "#lib/engine/run";
import { openStore } from "#lib/engine/store";
import { sweepSlice } from "#lib/engine/sweep";
import type { BatchRow, EngineOptions, EngineState } from "#lib/engine/types";
import { createFile } from "#lib/engine/uploads";
import { validateSlice } from "#lib/engine/validate";

export type Engine = {
  /** Answers as the vendor would, whatever host the URL names; never rejects. */
  fetch: (request: Request) => Promise<Response>;
  /**
   * Does one bounded slice of background work. True when more can be done at once; false when idle, or when the
   * answerer rejected and should be left alone for a moment. Calls made while one is running share it.
   */
  step: () => Promise<boolean>;
  /** Stops after the running slice without waiting for the answerer; nothing stored is lost. */
  close: () => Promise<void>;
};

/**
 * Opens the built-in engine: a vendor that speaks OpenAI's Files, Batches, Models and Chat Completions API over its
 * own folder, driven by `step`. Opening again after a crash at any point goes on where the folder says it was.
 */
export function openEngine(options: EngineOptions): Engine {
  const state = openStore(options);
  let running: Promise<boolean> | null = null;
  return {
    fetch: (request) => answerRequest(state, request),
    step() {
      running ??= takeStep(state).finally(() => {
        running = null;
      });
      return running;
    },
    async close() {
      if (state.closing) return;
      state.closing = true;
      state.stop.abort();
      await running?.catch(() => {});
      await dropWriters(state);
      state.db.close();
    },
  };
}

async function answerRequest(state: EngineState, request: Request): Promise<Response> {
  try {
    if (state.closing) throw new VendorError(503, "The engine is shutting down.");
    return await route(state, request);
  } catch (error) {
    // The unexpected is told by its kind alone: a message could quote a path or an email.
    const known = error instanceof VendorError ? error : new VendorError(500, "The server had an error.");
    return respond(known.body, known.status);
  }
}

/** The table of what it answers. Anything else is a 404 in the vendor's words. */
function route(state: EngineState, request: Request): Response | Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const [version, noun, id = "", verb, ...rest] = pathname.split("/").slice(1).map(decode);
  const shape = [noun, id && "id", verb, ...rest].filter(Boolean).join("/");
  switch (version === "v1" ? `${request.method} ${shape}` : "") {
    case "POST files":
      return createFile(state, request);
    case "GET files":
      return listFiles(state, searchParams);
    case "GET files/id":
      return getFile(state, id);
    case "DELETE files/id":
      return deleteFile(state, id);
    case "GET files/id/content":
      return readFileContent(state, id);
    case "POST batches":
      return createBatch(state, request);
    case "GET batches":
      return listBatches(state, searchParams);
    case "GET batches/id":
      return getBatch(state, id);
    case "POST batches/id/cancel":
      return cancelBatch(state, id);
    case "GET models":
      return listModels(state);
    case "GET models/id":
      return getModel(state, id);
    case "POST embeddings":
      if (state.options.embed) return createEmbeddings(state, request);
      break;
    case "POST chat/id":
      if (id === "completions") return completeChat(state, request);
  }
  throw new VendorError(404, `Invalid URL (${request.method} ${pathname.slice(0, 200)})`);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

async function takeStep(state: EngineState): Promise<boolean> {
  // Some slices await nothing: a caller that steps in a row must still let requests and timers in between.
  await setImmediate();
  if (state.closing) return false;
  if (await expireFiles(state)) return true;
  if (state.closing) return false;
  const row = nextBatch(state);
  if (!row) {
    // Left over when another process ended the batch first.
    await dropWriters(state);
    return sweepSlice(state);
  }
  state.lastBatch = row.seq;
  if (row.status === "validating") await validateSlice(state, row);
  else if (row.status === "in_progress" && !row.ending) return answerGroup(state, row);
  else await writeOutputSlice(state, row);
  return true;
}

/** Unfinished batches take turns, so that a small one does not wait for a large one. */
function nextBatch(state: EngineState): BatchRow | undefined {
  const next = state.db.prepare<[number], BatchRow>(
    `SELECT * FROM batches WHERE status IN ('validating', 'in_progress', 'finalizing', 'cancelling') AND seq > ?
      ORDER BY seq LIMIT 1`,
  );
  return next.get(state.lastBatch) ?? next.get(0);
}
