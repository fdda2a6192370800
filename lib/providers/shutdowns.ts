/**
 * When OpenAI switches models off, where its list of models does not say so itself (days as announced until November
 * 2026). Midnight UTC of that day. What the list of models says goes before this table.
 */
const SHUTDOWNS: [family: RegExp, day: string][] = [
  [/^gpt-4\.1-nano-2025-04-14$/, "2026-10-23"],
  [/^gpt-5(-(mini|nano|pro|chat-latest))?(-\d{4}-\d{2}-\d{2})?$/, "2026-12-11"],
  [/^gpt-4o(-mini)?(-\d{4}-\d{2}-\d{2})?$/, "2027-01-14"],
  [/^gpt-4\.1(-mini|-nano)?(-\d{4}-\d{2}-\d{2})?$/, "2027-01-14"],
];

/** When a model of OpenAI is switched off as far as is known beforehand, ms; null when nothing is known. */
export function knownShutdown(model: string): number | null {
  const found = SHUTDOWNS.find(([family]) => family.test(model));
  return found ? Date.parse(found[1]) : null;
}
