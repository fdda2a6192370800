import { quarantineJsonl } from "#lib/batches/quarantine";
import { answerText } from "#lib/datasets/answer";
import { idParam, route } from "#lib/http";
import { store } from "#lib/store";

type Context = { params: Promise<{ id: string }> };

/** GET /api/batches/1/quarantine.jsonl: every line that was put aside. */
export const GET = route<Context>(async (_request, { params }) => {
  const id = idParam((await params).id);
  return answerText(`put-aside-${id}.jsonl`, "application/jsonl", quarantineJsonl(await store(), id));
});
