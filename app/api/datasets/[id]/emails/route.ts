import { answerJson, readQuery } from "#lib/datasets/answer";
import { listEmails } from "#lib/datasets/emails";
import { emailListSchema } from "#lib/datasets/schemas";
import { idParam, route } from "#lib/http";
import { store } from "#lib/store";

type Context = { params: Promise<{ id: string }> };

export const GET = route<Context>(async (request, { params }) => {
  const { id } = await params;
  return answerJson(await listEmails(await store(), idParam(id), readQuery(request, emailListSchema)));
});
