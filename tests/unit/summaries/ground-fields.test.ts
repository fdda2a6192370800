import { describe, expect, it } from "vitest";
import type { Fields } from "#lib/prompts/form";
import { type GroundSource, ground } from "#lib/summaries/ground";

const TEXT = `Please pay 48,500 EUR by Friday. Boris Koch calls tomorrow. The board wants three pallets within ten days, and the
report by 3 April. From Vestor Energy. Next week Lena is away.`;

const source = (text: string, hiddenText = ""): GroundSource => ({
  fromText: "Dana Whitfield <dana@stonebridge.example>",
  to: [{ name: "Sales Team", address: "sales@acme.example" }],
  cc: [],
  date: Date.parse("2026-03-02T09:00:00Z"),
  subject: "",
  text,
  hiddenText,
});

const marked = (fields: Fields, text = TEXT) =>
  ground("", source(text), fields).map(
    (claim) => `${claim.in?.field} ${claim.in?.at} ${claim.kind} ${claim.in?.words}`,
  );
const dates = (...list: string[]): Fields => ({ dates: list.map((date) => ({ date, what: "Ghost Town" })) });
const amounts = (...list: string[]): Fields => ({ amounts: list.map((amount) => ({ amount, what: "for 99 ghosts" })) });
const action = (owner: string | null, due: string | null) => ({ what: "Write to Ghost Person", owner, due });

describe("fields that the email supports", () => {
  it.each<Fields>([
    {},
    {
      people: ["Dana Whitfield", "Boris", "The board", "me"],
      companies: ["Vestor Energy GmbH", "Stone Bridge", "Acme"],
    },
    dates("Friday", "2026-03-06", "2026-03-03", "2026-03-12", "2026-04-03", "2026-03-11"),
    amounts("48.500 €", "EUR 48,500", "3 pallets", "three pallets", "48500"),
    {
      actions: [
        action("Boris Koch", "Friday"),
        action("sales team", "2026-03-12"),
        action(null, null),
        action("You", "ASAP"),
      ],
    },
  ])("have no marks: %j", (fields) => {
    expect(marked(fields)).toEqual([]);
  });
});

describe("fields that the email does not support", () => {
  it.each<[Fields, string[]]>([
    [{ people: ["Boris Koch", "Ghost Person", "Boris Kohl"] }, ["people 1 name Ghost Person", "people 2 name Kohl"]],
    [{ companies: ["Nordex Energy", "Acme"] }, ["companies 0 name Nordex"]],
    [
      dates("2026-03-20", "Saturday", "2028-04-03"),
      ["dates 0 date 2026-03-20", "dates 1 date Saturday", "dates 2 date 2028-04-03"],
    ],
    [amounts("$9,999,999", "$48,500", "EUR 48,500"), ["amounts 0 number $9,999,999", "amounts 1 number $48,500"]],
    [
      { actions: [action("Boris", "Friday"), action("Ghost Person", "12 August")] },
      ["owners 1 name Ghost Person", "dues 1 date 12 August"],
    ],
  ])("are marked by field and place: %j", (fields, expected) => {
    expect(marked(fields)).toEqual(expected);
  });

  it.each<[Fields, string, string[]]>([
    [{ people: ["Ann"] }, "Anna agrees", ["people 0 name Ann"]],
    [dates("3 May"), "on 13 May", ["dates 0 date 3 May"]],
    [dates("3 May"), "on 3 May", []],
    [amounts("$9,999"), "$9,999,999", ["amounts 0 number $9,999"]],
    [amounts("500 EUR"), "1 500 EUR", ["amounts 0 number 500 EUR"]],
    [amounts("0.8 t"), "10.8 t", ["amounts 0 number 0.8"]],
    [amounts("7.8 t"), "it is 7.8 t. Fine.", []],
    [{ companies: ["rose.example"] }, "see primrose.example", ["companies 0 link rose.example"]],
  ])("are parts of longer words or figures: %j in “%s”", (fields, text, expected) => {
    expect(marked(fields, text)).toEqual(expected);
  });

  it("takes no more than linear time, however often a value nearly stands in the email", () => {
    const people = Array.from({ length: 50 }, (_, at) => "A".repeat(2 + at));
    expect(marked({ people }, "a".repeat(100_000)).length).toBe(50);
  });

  it("come after the summary's own marks, with places in their value", () => {
    const claims = ground("Boris pays 99 EUR.", source(TEXT, "Ghost Person"), { people: ["Dana and Ghost Person"] });
    expect(claims).toEqual([
      { start: 11, end: 17, kind: "number", isHidden: false },
      { start: 9, end: 21, kind: "name", isHidden: true, in: { field: "people", at: 0, words: "Ghost Person" } },
    ]);
  });
});
