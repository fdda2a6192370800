import { answerJson } from "#lib/datasets/answer";
import { route } from "#lib/http";
import { store } from "#lib/store";
import { listTags } from "#lib/tags/list";

export const GET = route(async () => answerJson(listTags(await store())));
