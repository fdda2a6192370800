/**
 * The domain of an address with its labels turned round, so that a domain and those under it lie side by side:
 * "ann@mail.example.com" is "com.example.mail.". "" where there is none.
 */
export function domainKey(address: string): string {
  const at = address.lastIndexOf("@");
  return at < 0 ? "" : turned(address.slice(at + 1));
}

/** The keys (`from` and up, below `to`) of a typed domain and all under it; null when what was typed is none. */
export function domainRange(typed: string): { from: string; to: string } | null {
  const from = turned(typed.slice(typed.lastIndexOf("@") + 1));
  // "/" is the character after ".".
  return from === "" ? null : { from, to: `${from.slice(0, -1)}/` };
}

const LONGEST = 253;

function turned(domain: string): string {
  const labels = domain.slice(0, LONGEST).toWellFormed().trim().toLowerCase().split(".").filter(Boolean).reverse();
  return labels.map((label) => `${label}.`).join("");
}
