import { answerJson } from "#lib/datasets/answer";
import { listTables } from "#lib/datasets/tables";
import { idParam, route } from "#lib/http";
import { store } from "#lib/store";

type Context = { params: Promise<{ id: string }> };

export const GET = route<Context>(async (_request, { params }) => {
  const { id } = await params;
  return answerJson(listTables(await store(), idParam(id)));
});
