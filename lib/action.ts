import "server-only";
import { cookies, headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Db } from "#db/client";
import { AppError, type ErrorCode, isBusy } from "#lib/errors";
import { assertOurs } from "#lib/http";
import { log } from "#lib/log";
import { store } from "#lib/store";

/** What a server action answers: a value, or a sentence that can be shown. */
export type ActionResult<R> = { ok: true; value: R } | { ok: false; code: ErrorCode; message: string };

/** What an action's function gets: the database and the name typed in this browser ("" when none). */
export type ActionContext = { db: Db; who: string };

const BUSY_RETRIES = 40;
const BUSY_WAIT_MS = 50;

/** Cookie that holds the name a person typed once in this browser. */
const WHO_COOKIE = "mailgist_name";

/**
 * The only door for server actions: checks where the call comes from, parses the input, retries while the worker
 * holds the write lock, and turns typed errors into values. The unexpected is thrown on to error.tsx with its digest.
 */
export function action<S extends z.ZodType, R>(
  schema: S,
  run: (input: z.output<S>, context: ActionContext) => R | Promise<R>,
): (input: z.input<S>) => Promise<ActionResult<R>> {
  return async (input) => {
    try {
      assertOurs(await headers(), true);
      const parsed = schema.safeParse(input);
      if (!parsed.success) throw new AppError("invalid", parsed.error.issues[0]?.message ?? "That could not be read.");
      const who = ((await cookies()).get(WHO_COOKIE)?.value ?? "").slice(0, 80);
      const db = await store();
      return { ok: true, value: await whileBusy(() => run(parsed.data, { db, who })) };
    } catch (error) {
      unstable_rethrow(error);
      if (error instanceof AppError) return { ok: false, code: error.code, message: error.message };
      log.error({ err: error }, "action failed");
      throw error;
    }
  };
}

/** Runs `attempt` again while another connection holds the write lock; the event loop stays free in between. */
async function whileBusy<R>(attempt: () => R | Promise<R>): Promise<R> {
  for (let left = BUSY_RETRIES; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (left === 0) throw new AppError("unavailable", "The database is busy. Please try again.");
      await new Promise((resolve) => setTimeout(resolve, BUSY_WAIT_MS));
    }
  }
}
