import { answerJson } from "#lib/datasets/answer";
import { route } from "#lib/http";
import { listActions } from "#lib/insight/action-items";
import { store } from "#lib/store";
import { parseFilter } from "#lib/summaries/filter";

export const GET = route(async (request) => {
  const params = new URL(request.url).searchParams;
  const { filter } = parseFilter(params);
  return answerJson(listActions(await store(), filter, { done: params.get("done") === "true" }));
});
