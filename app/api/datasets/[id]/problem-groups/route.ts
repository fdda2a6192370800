import { answerJson } from "#lib/datasets/answer";
import { groupProblems } from "#lib/datasets/problems";
import { idParam, route } from "#lib/http";
import { store } from "#lib/store";

type Context = { params: Promise<{ id: string }> };

export const GET = route<Context>(async (_request, { params }) => {
  const { id } = await params;
  return answerJson(groupProblems(await store(), idParam(id)));
});
