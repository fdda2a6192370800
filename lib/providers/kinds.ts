/** What kinds of providers there are. An id tells its kind, so that screens need not ask. Pure. */

export type ProviderKind = "engine" | "openai" | "batches" | "chat";

/** "engine", "openai", "batches-3" (another endpoint with Files + Batches) or "chat-4" (one without). */
export type ProviderId = "engine" | "openai" | `batches-${number}` | `chat-${number}`;

const ENDPOINT = /^(batches|chat)-(\d{1,15})$/;

/** Whether `id` has the form of a provider's id; there need not be one. */
export function isProviderId(id: string): id is ProviderId {
  return id === "engine" || id === "openai" || ENDPOINT.test(id);
}

/** The kind of a provider; what is unknown counts as another endpoint with batches. */
export function kindOf(id: string): ProviderKind {
  if (id === "engine" || id === "openai") return id;
  return id.startsWith("chat-") ? "chat" : "batches";
}

/** The row in `endpoints` of a provider somebody added; null for the two that ship with Mailgist. */
export function endpointNumber(id: string): number | null {
  const found = ENDPOINT.exec(id);
  return found ? Number(found[2]) : null;
}

/** Whether an engine inside Mailgist keeps this provider's batches: then asking often costs nothing. */
export function isKeptHere(id: string): boolean {
  const kind = kindOf(id);
  return kind === "engine" || kind === "chat";
}
