import { answerJson } from "#lib/datasets/answer";
import { route } from "#lib/http";
import { countJudgements } from "#lib/insight/judgements";
import { store } from "#lib/store";
import { parseFilter } from "#lib/summaries/filter";

export const GET = route(async (request) => {
  const { filter } = parseFilter(new URL(request.url).searchParams);
  return answerJson(await countJudgements(await store(), filter));
});
