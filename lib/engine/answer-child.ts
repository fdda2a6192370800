import { answerChat, type ChatBody } from "#lib/engine/answer";

/**
 * The child process of answerer.ts: groups of request bodies come in over IPC, answers go out in the same order.
 * It ends when its parent goes away.
 */
process.on("disconnect", () => process.exit(0));
process.on("message", (message: { id: number; bodies: ChatBody[] }) => {
  const answers = message.bodies.map((body) => {
    try {
      return answerChat(body);
    } catch {
      return { error: "This request could not be read by the built-in engine." };
    }
  });
  process.send?.({ id: message.id, answers });
});
process.send?.({ ready: true });
