import type { Asked, ChatBody, PromptEmail } from "#lib/prompts/recipe";

/** The original system text, word for word, with its en dash. */
export const CLASSIC_INSTRUCTIONS =
  "You are an email summarizer. Summarize this email in 2–3 sentences. Make sure to include all important pointers in the email.";

/** The original recipe: model and two messages, nothing else, the body as its file had it. */
export function buildClassic(email: PromptEmail, asked: Asked): ChatBody {
  return {
    model: asked.model,
    messages: [
      { role: "system", content: asked.instructions },
      { role: "user", content: `From: ${email.fromText}\nSubject: ${email.subject}\n\n${email.text}` },
    ],
  };
}
