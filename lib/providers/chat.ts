import type { Db } from "#db/client";
import type { Answerer } from "#lib/engine/types";
import { askChat, type ChatDoor } from "#lib/providers/chat-ask";
import { findEndpoint } from "#lib/providers/endpoints";
import { providerName } from "#lib/providers/names";
import { openProvider } from "#lib/providers/open";
import { chatPlace, noteReachable, noteUnreachable } from "#lib/providers/reach";
import type { VendorFailure } from "#lib/providers/vendor";
import type { WorkerContext } from "#lib/worker/lane";

/**
 * The engine's answerer for an endpoint that only answers chat completions, whose id is `provider`. Its address, key
 * and concurrency are read anew for each group, so that a change in Settings helps what is already under way.
 */
export function createChatAnswerer(context: WorkerContext, provider: string): Answerer {
  return async (bodies, call) => {
    const door: ChatDoor = {
      client: () => openProvider(context, provider),
      concurrency: findEndpoint(context.db, provider)?.concurrency ?? 1,
      noteReach: (failure) => noteChatReach(context.db, provider, failure, context.now()),
    };
    return askChat(bodies, call, door);
  };
}

/** The endpoint behind the engine has an entry of its own: the engine itself always answers. */
function noteChatReach(db: Db, provider: string, failure: VendorFailure | null, now: number): void {
  if (failure === null) noteReachable(db, chatPlace(provider));
  else noteUnreachable(db, chatPlace(provider), providerName(db, provider), now, failure);
}
