import { route } from "#lib/http";
import { store } from "#lib/store";
import { listSearches } from "#lib/summaries/searches";

export const GET = route(async () => Response.json(listSearches(await store())));
