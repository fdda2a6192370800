import { answerJson } from "#lib/datasets/answer";
import { getEmail } from "#lib/datasets/email";
import { idParam, route } from "#lib/http";
import { store } from "#lib/store";

type Context = { params: Promise<{ id: string }> };

export const GET = route<Context>(async (_request, { params }) => {
  const { id } = await params;
  return answerJson(getEmail(await store(), idParam(id)));
});
