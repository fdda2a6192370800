import { answerJson } from "#lib/datasets/answer";
import { route } from "#lib/http";
import { store } from "#lib/store";
import { readMeaning } from "#lib/summaries/related";

export const GET = route(async () => answerJson(readMeaning(await store())));
