import { listQuarantine } from "#lib/batches/quarantine";
import { quarantineSchema } from "#lib/batches/schemas";
import { answerJson, readQuery } from "#lib/datasets/answer";
import { idParam, route } from "#lib/http";
import { store } from "#lib/store";

type Context = { params: Promise<{ id: string }> };

/** GET /api/batches/1/quarantine?offset=0: QuarantinePage */
export const GET = route<Context>(async (request, { params }) => {
  const { id } = await params;
  const { offset } = readQuery(request, quarantineSchema);
  return answerJson(listQuarantine(await store(), idParam(id), offset));
});
