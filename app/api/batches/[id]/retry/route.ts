import { askRetryEstimate } from "#lib/batches/ask-retry";
import { retryEstimateSchema } from "#lib/batches/schemas";
import { answerJson, readQuery } from "#lib/datasets/answer";
import { idParam, route } from "#lib/http";
import { store } from "#lib/store";

type Context = { params: Promise<{ id: string }> };

/** GET /api/batches/1/retry?cause=too-long&longestText=8000: RetryEstimate, what trying these again would cost */
export const GET = route<Context>(async (request, { params }) => {
  const { id } = await params;
  return answerJson(await askRetryEstimate(await store(), idParam(id), readQuery(request, retryEstimateSchema)));
});
