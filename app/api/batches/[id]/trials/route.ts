import { listTrials } from "#lib/batches/trials";
import { answerJson } from "#lib/datasets/answer";
import { idParam, route } from "#lib/http";
import { store } from "#lib/store";

type Context = { params: Promise<{ id: string }> };

/** GET /api/batches/1/trials: TrialView[], the emails of a draft that were tried live, newest first */
export const GET = route<Context>(async (_request, { params }) => {
  const { id } = await params;
  return answerJson(listTrials(await store(), idParam(id)));
});
