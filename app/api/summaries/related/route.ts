import { answerJson } from "#lib/datasets/answer";
import { route } from "#lib/http";
import { store } from "#lib/store";
import { parseFilter } from "#lib/summaries/filter";
import { findRelated } from "#lib/summaries/related";

export const GET = route(async (request) => {
  const params = new URL(request.url).searchParams;
  const like = /^[1-9]\d{0,14}$/.exec(params.get("like") ?? "")?.[0];
  const { filter } = parseFilter(params);
  return answerJson(await findRelated(await store(), { filter, like: like ? Number(like) : undefined }));
});
