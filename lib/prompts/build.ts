import { buildClassic } from "#lib/prompts/classic";
import { buildMailgist } from "#lib/prompts/mailgist";
import type { Asked, ChatBody, PromptEmail } from "#lib/prompts/recipe";

/**
 * The body of the request that asks for one email's summary. Pure: the same input gives the same bytes. Half a
 * surrogate pair becomes U+FFFD: our text may hold one, but not every vendor's JSON, and one bad line fails the file.
 */
export function buildBody(email: PromptEmail, asked: Asked): ChatBody {
  const body = asked.recipe === "classic" ? buildClassic(email, asked) : buildMailgist(email, asked);
  for (const message of body.messages) message.content = message.content.toWellFormed();
  return body;
}
