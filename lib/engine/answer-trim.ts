import type { ChatAnswer, ChatBody } from "#lib/engine/answer";

/** Characters of a message that are sent to the child; the summary never looks further (summarise.ts). */
const MAX_SENT = 128_000;

/** A body fit for the child, and the share of its characters that was sent (1: all). */
export type Trimmed = { body: ChatBody; share: number };

/** Cuts very long string messages, so that handing a 5 MB mail over costs neither loop nor memory. */
export function trimBody(body: ChatBody): Trimmed {
  let all = 0;
  let sent = 0;
  const messages = body.messages.map((message) => {
    if (typeof message.content !== "string") return message;
    const content = message.content.slice(0, MAX_SENT);
    all += message.content.length;
    sent += content.length;
    return content.length === message.content.length ? message : { ...message, content };
  });
  return sent === all ? { body, share: 1 } : { body: { ...body, messages }, share: sent / all };
}

/** The answer with its prompt tokens scaled to the whole body. */
export function untrimAnswer<T extends ChatAnswer | { error: string }>(answer: T, share: number): T {
  if (share === 1 || !("promptTokens" in answer)) return answer;
  return { ...answer, promptTokens: Math.round(answer.promptTokens / share) };
}
