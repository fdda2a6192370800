import { answerJson } from "#lib/datasets/answer";
import { getDatasets } from "#lib/datasets/list";
import { route } from "#lib/http";
import { store } from "#lib/store";

export const GET = route(async (request) => {
  const removed = new URL(request.url).searchParams.get("removed") === "1";
  return answerJson(getDatasets(await store(), { removed }));
});
