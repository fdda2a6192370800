/** What an answer says beside its summary, as texts that can be searched. Pure. */
import type { Fields } from "#lib/prompts/form";

/**
 * One text for each value, as somebody would say it: "Anna Berg", "Call the landlord, Anna, Friday". Without tags, which
 * people change, and without yes and no. Sentiment and urgency are filters: their few words stand in every answer and
 * would be found wherever somebody looks for "high" or "low".
 */
export function fieldTexts(fields: Fields | null): string[] {
  if (fields === null) return [];
  const { category, people, companies, actions, dates, amounts, own } = fields;
  const texts = [
    category,
    ...(people ?? []),
    ...(companies ?? []),
    ...(actions ?? []).map(({ what, owner, due }) => listed([what, owner, due])),
    ...(dates ?? []).map(({ date, what }) => listed([date, what])),
    ...(amounts ?? []).map(({ amount, what }) => listed([amount, what])),
    ...Object.values(own ?? {})
      .flat()
      .map((value) => (typeof value === "boolean" ? null : value)),
  ];
  return texts.flatMap((text) => (text === null || text === undefined || text === "" ? [] : String(text)));
}

const listed = (parts: (string | null)[]) => parts.filter(Boolean).join(", ");
