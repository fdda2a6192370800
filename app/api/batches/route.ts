import { listBatches } from "#lib/batches/list";
import { batchListSchema } from "#lib/batches/schemas";
import { answerJson, readQuery } from "#lib/datasets/answer";
import { readLocale } from "#lib/format";
import { route } from "#lib/http";
import { store } from "#lib/store";

/** GET /api/batches(?active=1|removed=1|datasetId=): BatchRow[] */
export const GET = route(async (request) => {
  const { active, removed, datasetId } = readQuery(request, batchListSchema);
  const locale = readLocale(request.headers.get("accept-language"));
  const query = { active: active === "1", removed: removed === "1", locale };
  return answerJson(listBatches(await store(), datasetId === undefined ? query : { ...query, datasetId }));
});
