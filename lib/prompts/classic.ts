import type { Asked, ChatBody, PromptEmail } from "#lib/prompts/recipe";
import { shorten } from "#lib/prompts/shorten";

/** The original system text, word for word, with its en dash. */
export const CLASSIC_INSTRUCTIONS =
  "You are an email summarizer. Summarize this email in 2–3 sentences. Make sure to include all important pointers in the email.";

/** The original recipe: model and two messages, nothing else, the body as its file had it; less only where a retry asks. */
export function buildClassic(email: PromptEmail, asked: Asked): ChatBody {
  const text = asked.longestText ? shorten(email.text, asked.longestText) : email.text;
  return {
    model: asked.model,
    messages: [
      { role: "system", content: asked.instructions },
      { role: "user", content: `From: ${email.fromText}\nSubject: ${email.subject}\n\n${text}` },
    ],
    ...(asked.answerTokens ? { max_completion_tokens: asked.answerTokens } : {}),
  };
}
