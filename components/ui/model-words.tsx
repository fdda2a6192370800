import type { Format } from "#lib/client/format";
import type { ModelView } from "#lib/settings/view";

const DAY_MS = 24 * 60 * 60 * 1000;

/** "$0.05 in, $0.25 out per million tokens", "Free", or that nobody knows. */
export function priceWords({ price }: Pick<ModelView, "price">, format: Format): string {
  if (price === null) return "Price not known";
  if (price.input === 0 && price.output === 0) return "Free";
  return `${format.exactMoney(price.input)} in, ${format.exactMoney(price.output)} out per million tokens`;
}

/** What people must know of a model's end; "" when none is announced. A batch may take a day. */
export function shutdownWords(
  { id, shutdownAt }: Pick<ModelView, "id" | "shutdownAt">,
  now: number,
  format: Format,
): string {
  if (shutdownAt === null) return "";
  const day = format.day(shutdownAt);
  if (shutdownAt <= now) return `${id} was switched off on ${day}. Choose another model.`;
  if (shutdownAt <= now + DAY_MS)
    return `${id} is switched off on ${day}, and a batch may take 24 hours: it could be cut short. Choose another model.`;
  return `${id} is switched off on ${day}.`;
}
