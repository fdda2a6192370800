import type { ClaimPlace } from "#db/schema";
import type { Fields } from "#lib/prompts/form";

/** A value beside a summary that can be looked up in the email. `isName`: its words name somebody, wherever they stand. */
export type FieldValue = Omit<ClaimPlace, "words"> & { text: string; isName: boolean };

/**
 * Who and what an answer names beside its summary, with the owners and dues of its action items. What a date or an
 * amount is about is prose, and own fields may be anything: neither is looked up.
 */
export function valuesOf({ people, companies, dates, amounts, actions }: Fields): FieldValue[] {
  const values = (field: FieldValue["field"], texts: (string | null)[], isName: boolean) =>
    texts.flatMap((text, at) => (text ? [{ field, at, text, isName }] : []));
  return [
    ...values("people", people ?? [], true),
    ...values("companies", companies ?? [], true),
    ...values("dates", dates?.map((one) => one.date) ?? [], false),
    ...values("amounts", amounts?.map((one) => one.amount) ?? [], false),
    ...values("owners", actions?.map((one) => one.owner) ?? [], true),
    ...values("dues", actions?.map((one) => one.due) ?? [], false),
  ];
}
