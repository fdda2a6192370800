import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answerTokensOf,
  asksForFields,
  describeForm,
  EMPTY_FORM,
  expectedTokensOf,
  type Form,
  isSameForm,
  OWN_KINDS,
  SWITCHES,
} from "#lib/prompts/form";
import { formSchema } from "#lib/prompts/form-check";
import { parseFields } from "#lib/prompts/form-parse";
import { buildSchema, type JsonSchema } from "#lib/prompts/form-schema";
import { TEMPLATES } from "#lib/prompts/templates";

const full: Form = {
  tags: [],
  category: ["Billing", "Other"],
  sentiment: true,
  urgency: true,
  people: true,
  dates: true,
  amounts: true,
  actions: true,
  language: "German",
  own: [
    { name: "Order number", kind: "text", hint: "", choices: [] },
    { name: "Boxes", kind: "number", hint: "", choices: [] },
    { name: "Refund", kind: "yes_no", hint: "", choices: [] },
    { name: "Region", kind: "choice", hint: "", choices: ["North", "South"] },
    { name: "Products", kind: "list", hint: "", choices: [] },
    { name: "Due", kind: "date", hint: "", choices: [] },
  ],
};

const answer = {
  summary: "Anna wants her money back.",
  tags: ["refund", " Refund ", "", "late delivery"],
  category: "billing",
  sentiment: "negative",
  urgency: "high",
  people: ["Anna Smith"],
  companies: [],
  dates: [{ date: "3 May", what: "delivery" }],
  amounts: [{ amount: "48 EUR", what: "price" }],
  actions: [{ what: "Pay Anna back", owner: null, due: "3 May" }],
  field_1: "A-17",
  field_2: 3,
  field_3: true,
  field_4: "south",
  field_5: ["Lamp"],
  field_6: null,
};

describe("the fields of an answer", () => {
  it("are read as the form asks for them", () => {
    expect(parseFields(full, answer)).toEqual({
      tags: ["refund", "late delivery"],
      category: "Billing",
      sentiment: "negative",
      urgency: "high",
      people: ["Anna Smith"],
      companies: [],
      dates: [{ date: "3 May", what: "delivery" }],
      amounts: [{ amount: "48 EUR", what: "price" }],
      actions: [{ what: "Pay Anna back", owner: null, due: "3 May" }],
      own: { "Order number": "A-17", Boxes: 3, Refund: true, Region: "South", Products: ["Lamp"], Due: null },
    });
  });

  it("are none when none is asked for", () => {
    expect(parseFields(EMPTY_FORM, { summary: "x", tags: ["a"] })).toEqual({});
  });

  it.each([
    ["tags", "refund"],
    ["tags", undefined],
    ["category", "Weather"],
    ["sentiment", null],
    ["people", [1]],
    ["dates", [{ date: "3 May" }]],
    ["actions", ["Pay"]],
    ["field_2", "three"],
    ["field_3", "yes"],
    ["field_4", "West"],
  ])("are refused whole when %s is %j", (key, value) => {
    expect(parseFields(full, { ...answer, [key]: value })).toBeNull();
  });

  it("never throws, whatever the answer is", () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (any) => void parseFields(full, any)));
  });
});

describe("the schema", () => {
  it("is strict all the way down: everything required, nothing else allowed", () => {
    for (const form of [full, EMPTY_FORM, ...TEMPLATES.map((one) => one.form)]) expectStrict(buildSchema(form));
  });

  it("accepts just what the parser reads", () => {
    const isValid = new Ajv({ strict: false }).compile(buildSchema(full));
    expect(isValid({ ...answer, category: "Billing", field_4: "South" })).toBe(true);
    expect(isValid({ ...answer, field_2: "three" })).toBe(false);
  });

  it("asks for nothing but the summary with an empty form", () => {
    expect(Object.keys(buildSchema(EMPTY_FORM).properties as object)).toEqual(["summary"]);
    expect(asksForFields(EMPTY_FORM)).toBe(false);
    expect(asksForFields({ ...EMPTY_FORM, tags: [] })).toBe(true);
  });
});

describe("a form", () => {
  it("of every template is a valid one", () => {
    for (const { form } of TEMPLATES) expect(formSchema.parse(form)).toEqual(form);
  });

  it("is tidied: names trimmed, twins kept once", () => {
    expect(formSchema.parse({ ...EMPTY_FORM, tags: [" Tax ", "tax", "Rent"] }).tags).toEqual(["Tax", "Rent"]);
  });

  it.each([
    ["two fields of one name", [own("A"), own("a")], "Two fields have the same name."],
    ["a choice without choices", [{ ...own("A"), kind: "choice" }], "Give “A” at least two choices."],
    ["a field without a name", [own(" ")], "Give every field a name."],
  ])("with %s gets a sentence", (_, fields, sentence) => {
    const checked = formSchema.safeParse({ ...EMPTY_FORM, own: fields });
    expect(checked.error?.issues[0]?.message).toBe(sentence);
  });

  it("is the same form with other blanks, and another with other fields", () => {
    const form: Form = { ...EMPTY_FORM, own: [{ name: "A", kind: "text", hint: "", choices: [] }] };
    expect(isSameForm(form, { ...form, own: [{ name: " A ", kind: "text", hint: " ", choices: [""] }] })).toBe(true);
    expect(isSameForm(EMPTY_FORM, null)).toBe(true);
    for (const { form: other } of TEMPLATES) expect(isSameForm(form, other)).toBe(false);
    for (const { key } of SWITCHES) expect(isSameForm(form, { ...form, [key]: true })).toBe(false);
  });

  it("says in a line what it asks for", () => {
    const lines = TEMPLATES.map(({ form }) => describeForm(form));
    expect(lines[1]).toBe("Tags, Category, Sentiment, Urgency, Product, Order number, Wants a refund");
    expect(describeForm({ ...EMPTY_FORM, language: "English" })).toBe("in English");
    expect(describeForm(EMPTY_FORM)).toBe("");
  });

  it("expects more tokens with every field, and never more than it leaves room for", () => {
    for (const form of [EMPTY_FORM, ...TEMPLATES.map((one) => one.form)]) {
      const { low, high } = expectedTokensOf(form);
      expect(low).toBeLessThanOrEqual(high);
      expect(high).toBeLessThanOrEqual(answerTokensOf(form));
    }
    for (const { key } of SWITCHES) expect(expectedTokensOf({ ...EMPTY_FORM, [key]: true }).high).toBeGreaterThan(0);
  });

  it("knows every kind of own field in its schema", () => {
    const own = OWN_KINDS.map((kind) => ({ name: kind, kind, hint: "", choices: ["a", "b"] }));
    expect(Object.keys(buildSchema({ ...EMPTY_FORM, own }).properties as object)).toHaveLength(OWN_KINDS.length + 1);
  });
});

function own(name: string) {
  return { name, kind: "text", hint: "", choices: [] };
}

function expectStrict(schema: JsonSchema): void {
  if (schema.type === "array") expectStrict(schema.items as JsonSchema);
  if (schema.type !== "object") return;
  const properties = schema.properties as Record<string, JsonSchema>;
  expect(schema.additionalProperties).toBe(false);
  expect(schema.required).toEqual(Object.keys(properties));
  for (const one of Object.values(properties)) expectStrict(one);
}
