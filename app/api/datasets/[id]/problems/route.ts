import { answerJson, readQuery } from "#lib/datasets/answer";
import { listProblems } from "#lib/datasets/problems";
import { problemListSchema } from "#lib/datasets/schemas";
import { idParam, route } from "#lib/http";
import { store } from "#lib/store";

type Context = { params: Promise<{ id: string }> };

export const GET = route<Context>(async (request, { params }) => {
  const { id } = await params;
  return answerJson(listProblems(await store(), idParam(id), readQuery(request, problemListSchema)));
});
