import { answerCsv } from "#lib/datasets/answer";
import { route } from "#lib/http";
import { receiptsCsv } from "#lib/settings/receipts";
import { store } from "#lib/store";

/** GET /api/settings/receipts.csv: what providers confirmed to have deleted. */
export const GET = route(async () => answerCsv("receipts.csv", receiptsCsv(await store())));
