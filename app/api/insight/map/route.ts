import { answerJson } from "#lib/datasets/answer";
import { route } from "#lib/http";
import { readMapView } from "#lib/insight/map-view";
import { store } from "#lib/store";
import { parseFilter } from "#lib/summaries/filter";

export const GET = route(async (request) => {
  const { filter } = parseFilter(new URL(request.url).searchParams);
  return answerJson(await readMapView(await store(), filter));
});
