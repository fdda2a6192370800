import { answerJson, readQuery } from "#lib/datasets/answer";
import { previewTableSchema } from "#lib/datasets/schemas";
import { previewTable } from "#lib/datasets/tables";
import { idParam, route } from "#lib/http";
import { store } from "#lib/store";

type Context = { params: Promise<{ id: string }> };

export const GET = route<Context>(async (request, { params }) => {
  const { id } = await params;
  const { headers, fields } = readQuery(request, previewTableSchema);
  return answerJson(previewTable(await store(), { datasetId: idParam(id), headersId: headers, meanings: fields }));
});
