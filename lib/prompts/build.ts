import { buildClassic } from "#lib/prompts/classic";
import { buildMailgist } from "#lib/prompts/mailgist";
import type { Asked, ChatBody, PromptEmail } from "#lib/prompts/recipe";

/** The body of the request that asks for one email's summary. Pure: the same input gives the same bytes. */
export function buildBody(email: PromptEmail, asked: Asked): ChatBody {
  return asked.recipe === "classic" ? buildClassic(email, asked) : buildMailgist(email, asked);
}
