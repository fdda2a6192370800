import { describe, expect, it } from "vitest";
import { phrases } from "#lib/search/match";
import { type Fields, scoreOf } from "#lib/search/rank";
import { whyMatched } from "#lib/search/why";

const fields = (wish: Partial<Fields>): Fields => ({
  subject: "",
  text: "",
  sender: "",
  tags: [],
  fieldTexts: [],
  ...wish,
});

describe("whyMatched", () => {
  it.each<[string, Partial<Fields>, string]>([
    ["invoices", { subject: "Your invoice" }, "In the subject · “invoices” found as “invoice”"],
    ["invoice", { subject: "Your invoices" }, "In the subject · “invoice” found as “invoices”"],
    ["invoices due", { subject: "Invoices due", text: "An invoice is due" }, "In the subject and summary"],
    ["invoi", { subject: "Your invoices" }, "In the subject · begins with “invoi”"],
    ["companies", { tags: [{ name: "Company car" }] }, "In the tags · “companies” found as “company”"],
    ['"invoices"', { text: "The invoices" }, "In the summary"],
    ["lease", { fieldTexts: ["Anna", `Lease ${"x".repeat(100)}`] }, `In the fields (“Lease ${"x".repeat(74)}…”)`],
  ])("says of %j where and how it was found", (query, wish, expected) => {
    expect(whyMatched(fields(wish), query)).toBe(expected);
  });
});

describe("scoreOf", () => {
  const score = (wish: Partial<Fields>, query: string) => scoreOf(fields(wish), phrases(query));

  it("puts every word as it was typed before any in its other number, wherever they stand", () => {
    const exact = score(
      { text: `One of many words about overdue invoices ${"and so on ".repeat(20)}` },
      "overdue invoices",
    );
    const other = score({ subject: "Overdue invoice", text: "overdue invoice" }, "overdue invoices");
    const none = score({ subject: "Overdue" }, "overdue invoices");
    expect(exact).toBeGreaterThan(other);
    expect(none).toBeGreaterThan(0);
    expect(score({ subject: "Overdue invoice invoices" }, "overdue invoices")).toBeGreaterThan(exact);
  });

  it("counts tags and fields half as much as the summary", () => {
    const places = [{ subject: "lease" }, { sender: "lease" }, { text: "lease" }, { tags: [{ name: "lease" }] }];
    const scores = places.map((wish) => score(wish, "lease"));
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(score({ fieldTexts: ["lease"] }, "lease")).toBeLessThan(score({ text: "lease" }, "lease"));
  });
});
