import { setTimeout as sleep } from "node:timers/promises";
import type { AnswerCall, AnswerError, ChatAnswer, ChatBody } from "#lib/engine/types";
import { AppError } from "#lib/errors";
import { readCompletion } from "#lib/providers/chat-read";
import { type VendorClient, VendorFailure } from "#lib/providers/vendor";

/** An endpoint as a group of requests is asked there. */
export type ChatDoor = {
  /** A client for it; throws AppError while its key cannot be read. */
  client: () => Promise<Pick<VendorClient, "completeChat" | "listModels">>;
  /** Requests under way at the same time. */
  concurrency: number;
  /** Told whenever it answers (null), and whenever it cannot be asked, with why. */
  noteReach: (failure: VendorFailure | null) => void;
  timings?: Partial<typeof TIMINGS>;
};

type Answered = ChatAnswer | AnswerError;

/** Milliseconds. A large model on an office computer reads a long email for minutes before its first word. */
const TIMINGS = {
  request: 10 * 60_000,
  firstBackoff: 1000,
  longestBackoff: 60_000,
  /** A Retry-After beyond this is not believed. */
  longestWait: 60 * 60_000,
};
/** Failures of one request while the endpoint answers others, before the request is taken to be the cause. */
const MOST_TRIES = 3;

/**
 * Asks a chat endpoint for every body, `concurrency` at a time, and hands each answer over as it comes. An endpoint that
 * is away, refuses the key or asks to wait is waited for as long as the call lasts: that is no fault of the emails. One
 * request it keeps failing at gets an error. Rejects only when the call's signal aborts.
 */
export async function askChat(bodies: ChatBody[], call: AnswerCall, door: ChatDoor): Promise<Answered[]> {
  const timings = { ...TIMINGS, ...door.timings };
  const answers: Answered[] = [];
  let pausedUntil = 0;
  let next = 0;

  async function answerNext(): Promise<void> {
    for (let index = next++; index < bodies.length; index = next++) {
      const answer = await answerOne(bodies[index] as ChatBody);
      answers[index] = answer;
      call.keep(index, answer);
    }
  }

  async function answerOne(body: ChatBody): Promise<Answered> {
    let tries = 0;
    for (let failures = 0; ; failures += 1) {
      await pause(pausedUntil - Date.now());
      const result = await tryOnce(body);
      if (!(result instanceof VendorFailure)) return result;
      call.signal.throwIfAborted();
      if (isRefusal(result)) return { error: result.message, status: result.status ?? 400, ...codeOf(result) };
      const wait = waitAfter(result, failures);
      if (result.kind === "throttled") pausedUntil = Math.max(pausedUntil, Date.now() + wait);
      else if (!isClosed(result) && (await isThere())) {
        tries += 1;
        if (tries >= MOST_TRIES) return { error: `No usable answer came in ${MOST_TRIES} tries: ${result.message}` };
        await pause(wait);
      } else {
        door.noteReach(result);
        pausedUntil = Math.max(pausedUntil, Date.now() + wait);
      }
    }
  }

  async function tryOnce(body: ChatBody): Promise<Answered | VendorFailure> {
    try {
      const client = await door.client();
      const completion = await client.completeChat(body, { signal: call.signal, timeoutMs: timings.request });
      door.noteReach(null);
      return readCompletion(completion) ?? new VendorFailure("unknown", "The answer was not a chat completion.");
    } catch (error) {
      if (error instanceof AppError) return new VendorFailure("unknown", error.message, { status: 401 });
      if (!(error instanceof VendorFailure)) throw error;
      return error;
    }
  }

  /** Whether the endpoint answers at all. */
  async function isThere(): Promise<boolean> {
    try {
      await (await door.client()).listModels();
      return true;
    } catch (error) {
      return error instanceof VendorFailure && error.kind === "rejected" && !isClosed(error);
    }
  }

  function waitAfter(failure: VendorFailure, failures: number): number {
    const { firstBackoff, longestBackoff, longestWait } = timings;
    if (failure.retryAfterMs !== null) return Math.min(Math.max(failure.retryAfterMs, 0), longestWait);
    return Math.min(firstBackoff * 2 ** Math.min(failures, 20), longestBackoff) * (0.75 + Math.random() / 4);
  }

  async function pause(ms: number): Promise<void> {
    call.signal.throwIfAborted();
    if (ms > 0) await sleep(ms, undefined, { signal: call.signal });
  }

  await Promise.all(Array.from({ length: Math.max(1, Math.min(door.concurrency, bodies.length)) }, answerNext));
  return answers;
}

/** A clean no to this very request: asking again would change nothing. */
function isRefusal(failure: VendorFailure): boolean {
  return failure.kind === "rejected" && !isClosed(failure);
}

/** Nothing can be asked there now, by nobody: the key is refused, or the address is not allowed (any more). */
function isClosed(failure: VendorFailure): boolean {
  return failure.status === 401 || failure.status === 403 || failure.code === "address_refused";
}

function codeOf(failure: VendorFailure): { code?: string } {
  return failure.code === null ? {} : { code: failure.code };
}
