import { answerJson } from "#lib/datasets/answer";
import { route } from "#lib/http";
import { store } from "#lib/store";
import { parseFilter } from "#lib/summaries/filter";
import { LARGEST_PAGE, listSummaries } from "#lib/summaries/list";

const USUAL_PAGE = 50;

export const GET = route(async (request) => {
  const params = new URL(request.url).searchParams;
  const { filter, sort } = parseFilter(params);
  const limit = Math.min(Number.parseInt(params.get("limit") ?? "", 10) || USUAL_PAGE, LARGEST_PAGE);
  return answerJson(listSummaries(await store(), filter, sort, { after: params.get("after") ?? undefined, limit }));
});
