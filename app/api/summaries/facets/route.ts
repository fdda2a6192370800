import { answerJson } from "#lib/datasets/answer";
import { route } from "#lib/http";
import { store } from "#lib/store";
import { listFacets } from "#lib/summaries/facets";
import { parseFilter } from "#lib/summaries/filter";

export const GET = route(async (request) => {
  const { filter } = parseFilter(new URL(request.url).searchParams);
  return answerJson(listFacets(await store(), filter));
});
