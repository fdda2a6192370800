import { describe, expect, it } from "vitest";
import { EMPTY_FORM, type Fields, type Form } from "#lib/prompts/form";
import { fieldColumns } from "#lib/summaries/export-fields";

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
    expect(columns.map(({ cell }) => cell({ tags: ["x", "y"], fields: FIELDS }))).toEqual([
      ...["x; y", "Billing", "negative", "high", "Ann; Bo", "", "3 May (deadline); June", "€5 (fee)"],
      ...["Call Ann (Bo, by Friday); Pay", "", "yes", "a; b", 4.5],
    ]);
    expect(columns.map(({ cell }) => cell({ tags: [], fields: null })).every((cell) => cell === "")).toBe(true);
  });
});
