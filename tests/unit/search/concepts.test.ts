import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONCEPT_DIMENSIONS, conceptsOf, conceptVector } from "#lib/search/concepts";
import { coverages } from "#lib/search/coverage";
import { stem, stems } from "#lib/search/stem";

const cosine = (a: string, b: string) => {
  const [one, other] = [conceptVector(a), conceptVector(b)];
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
};

describe("stems", () => {
  it.each([
    ["pay pays paying", ["pay", "pay", "pay"]],
    ["stopped stopping stops", ["stop", "stop", "stop"]],
    ["batteries battery", ["batteri", "batteri"]],
    ["boxes losses buses", ["box", "loss", "bus"]],
    ["invoice invoices invoiced invoicing", ["invoic", "invoic", "invoic", "invoic"]],
    ["Who is it that was there?", []],
  ])("of %j", (text, expected) => {
    expect(stems(text)).toEqual(expected);
  });

  it("never become empty, and short words stay as they are", () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z]{1,20}$/), (word) => stem(word).length >= Math.min(word.length, 3)));
  });
});

describe("concepts", () => {
  it.each([
    ["someone wants their money back", "refund"],
    ["Two rodents in the kitchen", "pest"],
    ["He was let go", "dismiss"],
    ["their losing jobs", "dismiss"],
  ])("of %j hold %j", (text, concept) => {
    expect([...conceptsOf(text).keys()]).toContain(`concept ${concept}`);
  });

  it("bring texts together that share no word, and keep others apart", () => {
    expect(cosine("a refund", "money back")).toBeGreaterThan(0.4);
    expect(Math.abs(cosine("a refund", "three elevators"))).toBeLessThan(0.2);
  });

  it("give a unit vector that depends on the text alone, or one of zeros", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const vector = conceptVector(text);
        const length = Math.hypot(...vector);
        expect(vector).toHaveLength(CONCEPT_DIMENSIONS);
        expect(conceptVector(text)).toEqual(vector);
        expect(conceptsOf(text).size === 0 ? length : length - 1).toBeCloseTo(0, 5);
      }),
    );
  });
});

describe("coverages", () => {
  it("are the share of a query that each text speaks of, in its words or in others", () => {
    const texts = ["They ask for a refund of the lamp.", "The lamp is broken.", "Three elevators are stuck."];
    const [both = 0, one = 0, none = 0] = coverages("money back for a lamp", texts);
    expect(both).toBeGreaterThan(one);
    expect(one).toBeGreaterThan(none);
    expect(none).toBe(0);
    expect(coverages("the", texts)).toEqual([0, 0, 0]);
    expect(coverages("money", [])).toEqual([]);
  });

  it("lie between 0 and 1", () => {
    const word = fc.constantFrom("refund", "money", "back", "lamp", "boss", "late", "quxx", "customer", "the", "pay");
    const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 5 }), (query, texts) => {
        const shares = coverages(query, texts);
        expect(shares).toHaveLength(texts.length);
        expect(shares.every((share) => share >= 0 && share <= 1 + 1e-9)).toBe(true);
      }),
    );
  });
});
