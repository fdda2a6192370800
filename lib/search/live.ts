import type { Db } from "#db/client";
import { AppError } from "#lib/errors";
import { type EmbeddingAsked, embeddingBody, readEmbeddings } from "#lib/providers/embeddings";
import type { VendorClient } from "#lib/providers/vendor";
import { type EmbeddingChoice, modelOf } from "#lib/search/choice";
import type { Embedder } from "#lib/search/embedder";

/** Characters of a text that are sent: below what every usual model reads. */
const LONGEST = 8_000;
const TIMEOUT_MS = 10_000;

/** A text as it is sent to a provider; "" when there is nothing to send. */
export function tidyText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, LONGEST)
    .toWellFormed();
}

/**
 * The unit vectors of some texts, asked live; what it took is added to the month. Throws VendorFailure when the provider
 * does not answer, AppError "unavailable" when it answers something else than vectors.
 */
export async function embedLive(
  { db, now }: { db: Db; now: () => number },
  client: VendorClient,
  { provider, ...asked }: EmbeddingAsked & { provider: string },
  texts: string[],
): Promise<Float32Array[]> {
  const body = await client.embed(embeddingBody(asked, texts), { timeoutMs: TIMEOUT_MS });
  const answer = readEmbeddings(body, texts.length);
  if (!answer) throw new AppError("unavailable", `${asked.model} answered, but not with vectors.`);
  noteTokens(db, provider, asked.model, answer.inputTokens, now());
  return answer.vectors;
}

/** The chosen provider's model in the place of the local one. Texts without a letter have no vector. */
export function createLiveEmbedder(
  context: { db: Db; now: () => number },
  client: VendorClient,
  choice: EmbeddingChoice,
): Embedder {
  return {
    ...modelOf(choice),
    async embed(texts) {
      const tidy = texts.map(tidyText);
      const sent = tidy.filter((text) => text !== "");
      const vectors = sent.length > 0 ? await embedLive(context, client, choice, sent) : [];
      if (vectors.some((vector) => vector.length !== choice.length))
        throw new AppError("unavailable", `${choice.model} answers with vectors of another length than before.`);
      let next = 0;
      return tidy.map((text) => (text === "" ? null : (vectors[next++] ?? null)));
    },
  };
}

function noteTokens(db: Db, provider: string, model: string, tokens: number, now: number): void {
  const day = new Date(now).setHours(0, 0, 0, 0);
  db.$client
    .prepare(
      `insert into embedding_calls (provider, model, day, input_tokens) values (?, ?, ?, ?)
       on conflict do update set input_tokens = input_tokens + excluded.input_tokens`,
    )
    .run(provider, model, day, tokens);
}
