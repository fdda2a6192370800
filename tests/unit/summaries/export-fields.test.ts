import { describe, expect, it } from "vitest";
import { EMPTY_FORM, type Fields, type Form } from "#lib/prompts/form";
import { chosenFields, fieldColumns } from "#lib/summaries/export-fields";
import { EXPORT_ROW } from "#tests/support/export-row";

const WHOLE: Form = {
  ...EMPTY_FORM,
  tags: [],
  category: ["Billing"],
  sentiment: true,
  urgency: true,
  people: true,
  dates: true,
  amounts: true,
  actions: true,
  own: ["Order", "Refund", "Items", "Price"].map((name) => ({ name, kind: "text", hint: "", choices: [] })),
};
const FIELDS: Fields = {
  category: "Billing",
  sentiment: "negative",
  urgency: "high",
  people: ["Ann", "Bo"],
  companies: [],
  dates: [
    { date: "3 May", what: "deadline" },
    { date: "June", what: "" },
  ],
  amounts: [{ amount: "€5", what: "fee" }],
  actions: [
    { what: "Call Ann", owner: "Bo", due: "Friday" },
    { what: "Pay", owner: null, due: null },
  ],
  own: { Order: null, Refund: true, Items: ["a", "b"], Price: 4.5 },
};

describe("the columns of fields", () => {
  it("are those that were asked for, in a fixed order, own ones last", () => {
    const names = fieldColumns([EMPTY_FORM, { ...WHOLE, own: [] }, WHOLE], true).map((column) => column.name);
    expect(names).toEqual([
      ...["Tags", "Category", "Sentiment", "Urgency", "People", "Companies", "Dates", "Amounts", "Action items"],
      ...["Order", "Refund", "Items", "Price"],
    ]);
    expect(fieldColumns([EMPTY_FORM], false)).toEqual([]);
    expect(fieldColumns([{ ...EMPTY_FORM, tags: [] }], true).map((column) => column.name)).toEqual(["Tags"]);
  });

  it("hold lists as one text, and nothing where nothing is said", () => {
    const columns = fieldColumns([WHOLE], true);
    expect(columns.map(({ cell }) => cell({ ...EXPORT_ROW, tags: ["x", "y"], fields: FIELDS }))).toEqual([
      ...["x; y", "Billing", "negative", "high", "Ann; Bo", "", "3 May (deadline); June", "€5 (fee)"],
      ...["Call Ann (Bo, by Friday); Pay", "", "yes", "a; b", 4.5],
    ]);
    expect(columns.map(({ cell }) => cell(EXPORT_ROW)).every((cell) => cell === "")).toBe(true);
  });

  it("are kept by their keys, an own one by its name", () => {
    const chosen = new Set(["urgency", "own:Price", "Order"]);
    expect(chosenFields(FIELDS, (key) => chosen.has(key))).toEqual({ urgency: "high", own: { Price: 4.5 } });
    expect(chosenFields(FIELDS, () => true)).toEqual(FIELDS);
    expect(chosenFields(null, () => true)).toBeNull();
  });
});
