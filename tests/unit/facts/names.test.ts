import { describe, expect, it } from "vitest";
import { findNames } from "#lib/facts/names";

const names = (text: string) => findNames(text).map(({ word }) => word);

describe("the first word of a sentence", () => {
  it.each(
    "Deadline Refund Budget Approval Response Access Nothing Everyone Someone Two Feedback Delivery Storage Lunch".split(
      " ",
    ),
  )("“%s” names nobody, whatever becomes of it", (word) => {
    expect(names(`Mira asks for an answer. ${word} is needed.`)).toEqual(["Mira"]);
    expect(names(`${word} was requested by Mira.`)).toEqual(["Mira"]);
    expect(names(`${word} requests rose. ${word} confirmed. ${word} has been asked for.`)).toEqual([]);
  });

  it.each([
    ["Mira writes again.", ["Mira"]],
    ["Mira is asking for time.", ["Mira"]],
    ["Mira has agreed.", ["Mira"]],
    ["Mira requests a refund.", ["Mira"]],
    ["Mira reported that it broke.", ["Mira"]],
    ["Mira Holt is ill.", ["Mira", "Holt"]],
    ["Mira bittet die Leitung um eine Antwort und ist krank.", ["Mira"]],
    ["Letter confirms the order.", []],
    ["Approval requested to go on.", []],
  ])("names somebody where they do what people do: %s", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});

it("takes units, zones and abbreviations for no names", () => {
  expect(names("They send 20 GB or 300 MB by COB, at 5 pm EST, over HTTP to the LH side.")).toEqual([]);
});
