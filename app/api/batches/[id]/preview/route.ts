import { previewPage } from "#lib/batches/preview";
import { previewSchema } from "#lib/batches/schemas";
import { answerJson, readQuery } from "#lib/datasets/answer";
import { idParam, route } from "#lib/http";
import { store } from "#lib/store";

type Context = { params: Promise<{ id: string }> };

/** GET /api/batches/1/preview?offset=0&limit=20: PreviewPage */
export const GET = route<Context>(async (request, { params }) => {
  const { id } = await params;
  return answerJson(previewPage(await store(), idParam(id), readQuery(request, previewSchema)));
});
