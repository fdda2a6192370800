import { answerJson } from "#lib/datasets/answer";
import { getDataset } from "#lib/datasets/list";
import { idParam, route } from "#lib/http";
import { store } from "#lib/store";

type Context = { params: Promise<{ id: string }> };

export const GET = route<Context>(async (_request, { params }) => {
  const { id } = await params;
  return answerJson(getDataset(await store(), idParam(id)));
});
