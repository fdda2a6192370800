import { getBatch } from "#lib/batches/get";
import { answerJson } from "#lib/datasets/answer";
import { readLocale } from "#lib/format";
import { idParam, route } from "#lib/http";
import { store } from "#lib/store";

type Context = { params: Promise<{ id: string }> };

/** GET /api/batches/1: BatchView */
export const GET = route<Context>(async (request, { params }) => {
  const { id } = await params;
  return answerJson(getBatch(await store(), idParam(id), readLocale(request.headers.get("accept-language"))));
});
