import { answerJson } from "#lib/datasets/answer";
import { route } from "#lib/http";
import { readBudgets } from "#lib/settings/budgets";
import { store } from "#lib/store";

/** GET /api/settings/budgets: Budget[] */
export const GET = route(async () => answerJson(readBudgets(await store())));
