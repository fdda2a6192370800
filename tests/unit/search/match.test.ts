import { describe, expect, it } from "vitest";
import { matchQuery, matchSender } from "#lib/search/match";

describe("matchQuery", () => {
  it.each([
    ["budget", '"budget" *'],
    ["bu", '"bu"'],
    ["budget meeting", '("budget" OR "budgets") AND "meeting" *'],
    ["budgets meetings", '("budgets" OR "budget") AND ("meetings" * OR "meeting")'],
    ["company", '("company" * OR "companies")'],
    ["the new boxes", '"the" AND "new" AND ("boxes" * OR "box" OR "boxe")'],
    ['invoices "invoices"', '("invoices" OR "invoice") AND "invoices"'],
    ["x-rays 2024s", '"x rays" AND "2024s" *'],
    ['"budget meeting"', '"budget meeting"'],
    ['"budget meeting" lon', '"budget meeting" AND "lon" *'],
    ['lon "budget meeting"', '("lon" OR "lons") AND "budget meeting"'],
    ["„Guten Tag“ Anna", '"guten tag" AND "anna" *'],
    ['"still typ', '("still" OR "stills") AND "typ" *'],
    ["anna@example.com", '"anna example com" *'],
    ["会議", '"会 議"'],
    ["会議 budget", '"会 議" AND "budget" *'],
    [
      "cats NOT dogs OR -x NEAR(a b)",
      '("cats" OR "cat") AND "not" AND ("dogs" OR "dog") AND "or" AND "x" AND "near a" AND "b"',
    ],
    ["subject:offer*", '"subject offer" *'],
    ["Müller", '"muller" *'],
  ])("makes %j into %j", (typed, expected) => {
    expect(matchQuery(typed)).toBe(expected);
  });

  it.each(["", "  ", '"', '""', "*", "-", "()", "!?"])("finds nothing to look for in %j", (typed) => {
    expect(matchQuery(typed)).toBeNull();
  });

  it("looks at the start of a pasted page only", () => {
    expect(matchQuery("word ".repeat(5000))?.split(" AND ")).toHaveLength(24);
  });
});

describe("matchSender", () => {
  it("continues every word and looks at the sender only", () => {
    expect(matchSender("ann exam")).toBe('{sender} : ("ann" * AND "exam" *)');
    expect(matchSender("@")).toBeNull();
  });
});
