import { attachment, downloadJsonl } from "#lib/batches/jsonl-download";
import { partSchema } from "#lib/batches/schemas";
import { readQuery } from "#lib/datasets/answer";
import { readEnv } from "#lib/env";
import { idParam, route } from "#lib/http";
import { store } from "#lib/store";

type Context = { params: Promise<{ id: string }> };

/** GET /api/batches/1/jsonl?part=1: the file that would be, or was, uploaded. */
export const GET = route<Context>(async (request, { params }) => {
  const { id } = await params;
  const { part } = readQuery(request, partSchema);
  const file = await downloadJsonl(await store(), idParam(id), part, readEnv().dataDir);
  return new Response(file.body, {
    headers: {
      "content-type": "application/jsonl; charset=utf-8",
      "content-disposition": attachment(file.name),
      "cache-control": "no-store",
      ...(file.bytes === null ? {} : { "content-length": String(file.bytes) }),
    },
  });
});
