import { answerJson } from "#lib/datasets/answer";
import { route } from "#lib/http";
import { store } from "#lib/store";
import { listFilterOptions } from "#lib/summaries/options";

export const GET = route(async () => answerJson(listFilterOptions(await store())));
