import { join } from "node:path";
import { createAnswerer } from "#lib/engine/answerer";
import { type Engine, openEngine } from "#lib/engine/engine";
import type { EngineEmbedder } from "#lib/engine/types";
import { createChatAnswerer } from "#lib/providers/chat";
import { places } from "#lib/store";
import type { WorkerContext } from "#lib/worker/lane";

export type Engines = {
  builtIn: Engine;
  /** The engine that keeps the batches of a chat endpoint and asks it line by line; opened when first needed. */
  chat: (provider: string) => Engine;
  close: () => Promise<void>;
};

/** How many lines a chat endpoint works on before another of its batches has its turn. */
const CHAT_GROUP = 32;
/** This computer may be off over a holiday, and a model on it slow: batches kept here go on after that. */
const WINDOW_MS = 90 * 24 * 3_600_000;

/**
 * The engines inside Mailgist: the built-in one, and one for each chat endpoint, each with a folder of its own so that
 * batches of different answerers never mix. Their doors are put into `context`. The built-in one embeds with `embed`.
 */
export function openEngines(context: WorkerContext, embed: EngineEmbedder | null = null): Engines {
  const at = places(context.env.dataDir);
  const answerer = createAnswerer();
  const builtIn = openEngine({
    directory: at.engine,
    answer: (bodies) => answerer.answer(bodies),
    embed,
    now: context.now,
    completionWindowMs: WINDOW_MS,
  });
  const chats = new Map<string, Engine>();

  function chat(provider: string): Engine {
    const open = chats.get(provider);
    if (open) return open;
    const engine = openEngine({
      directory: join(at.chats, provider),
      answer: createChatAnswerer(context, provider),
      now: context.now,
      completionWindowMs: WINDOW_MS,
      anyModel: true,
      groupSize: CHAT_GROUP,
    });
    chats.set(provider, engine);
    return engine;
  }

  context.engineFetch = builtIn.fetch;
  context.chatFetch = (provider) => chat(provider).fetch;
  return {
    builtIn,
    chat,
    async close() {
      await Promise.all([builtIn, ...chats.values()].map((engine) => engine.close()));
      await answerer.close();
    },
  };
}
