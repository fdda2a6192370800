import { answerJson } from "#lib/datasets/answer";
import { idParam, route } from "#lib/http";
import { store } from "#lib/store";
import { getSummary } from "#lib/summaries/get";

type Context = { params: Promise<{ id: string }> };

export const GET = route<Context>(async (_request, { params }) => {
  const { id } = await params;
  return answerJson(getSummary(await store(), idParam(id)));
});
