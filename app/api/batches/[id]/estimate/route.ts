import { estimate } from "#lib/batches/estimate";
import { answerJson } from "#lib/datasets/answer";
import { idParam, route } from "#lib/http";
import { store } from "#lib/store";

type Context = { params: Promise<{ id: string }> };

/** GET /api/batches/1/estimate: Estimate */
export const GET = route<Context>(async (_request, { params }) => {
  const { id } = await params;
  return answerJson(await estimate(await store(), idParam(id)));
});
