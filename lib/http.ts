import { AppError, isBusy } from "#lib/errors";
import { isAllowedHost } from "#lib/hosts";
import { log } from "#lib/log";

/**
 * Refuses a request that did not come from our own pages. A change needs an Origin that is ours; a read may have
 * none, but must not be made by another site. Throws AppError "forbidden".
 */
export function assertOurs(headers: Headers, isChange: boolean): void {
  const host = headers.get("host");
  if (!isAllowedHost(host)) throw new AppError("forbidden", "This address is not one Mailgist answers to.");
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  const isOurOrigin = origin !== null && (origin === `http://${host}` || origin === `https://${host}`);
  if (origin !== null && !isOurOrigin) throw refusal();
  if (site !== null && site !== "same-origin" && (isChange || site !== "none")) throw refusal();
  if (isChange && !isOurOrigin) throw refusal();
}

const refusal = () => new AppError("forbidden", "This request did not come from a Mailgist page.");

type Handler<C> = (request: Request, context: C) => Response | Promise<Response>;

/**
 * The only door for route handlers: checks where a request comes from, and turns typed errors into
 * `{error: {code, message}}` with their status. The unexpected is logged with an id and answered 500 with that id.
 */
export function route<C>(handler: Handler<C>): Handler<C> {
  return async (request, context) => {
    try {
      assertOurs(request.headers, request.method !== "GET" && request.method !== "HEAD");
      return await handler(request, context);
    } catch (error) {
      return errorResponse(error);
    }
  };
}

function errorResponse(error: unknown): Response {
  if (error instanceof AppError) {
    return Response.json({ error: { code: error.code, message: error.message } }, { status: error.status });
  }
  if (isBusy(error)) {
    return Response.json(
      { error: { code: "unavailable", message: "The database is busy. Please try again." } },
      { status: 503 },
    );
  }
  const id = crypto.randomUUID();
  log.error({ id, err: error }, "route failed");
  return Response.json({ error: { code: "unexpected", message: `Something went wrong (${id}).` } }, { status: 500 });
}

/** A whole number from a route parameter. Throws AppError "not-found" when it is none. */
export function idParam(value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new AppError("not-found", "There is nothing at this address.");
  return Number(value);
}
