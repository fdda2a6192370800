import { createHash } from "node:crypto";
import { readActivity } from "#lib/activity";
import { route } from "#lib/http";
import { store } from "#lib/store";

export const dynamic = "force-dynamic";

/** GET /api/activity: what is going on. 304 when nothing has changed since the caller's ETag. */
export const GET = route(async (request: Request) => {
  const body = JSON.stringify(readActivity(await store(), Date.now()));
  const etag = `"${createHash("sha1").update(body).digest("base64url")}"`;
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers: { etag } });
  return new Response(body, { headers: { "content-type": "application/json", "cache-control": "no-cache", etag } });
});
