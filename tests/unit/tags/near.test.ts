import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tagKey, tagName } from "#lib/tags/key";
import { nearTags } from "#lib/tags/near";

describe("a tag's key", () => {
  it.each([
    ["Invoice", "invoices"],
    ["INVOICE", "invoice"],
    ["Société", "societe"],
    ["queries", "Query"],
    ["boxes", "box"],
    ["order-status", "order status"],
    ["Größe", "grosse"],
    ["addresses", "address"],
    ["batches", "batch"],
    ["会議", "会議"],
  ])("is the same for %s and %s", (one, other) => expect(tagKey(one)).toBe(tagKey(other)));

  it.each([
    ["news", "new"],
    ["sales", "sale"],
    ["goods", "good"],
    ["customs", "custom"],
    ["business", "busines"],
    ["status", "statu"],
    ["analysis", "analysi"],
    ["gas", "ga"],
  ])("tells %s from %s", (one, other) => expect(tagKey(one)).not.toBe(tagKey(other)));

  it("does not depend on case, blanks or signs, and is empty only without letters and digits", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => {
        expect(tagKey(text.toUpperCase())).toBe(tagKey(text));
        expect(tagKey(` -${text}! `)).toBe(tagKey(text));
        expect(tagKey(text) === "").toBe(!/[a-z0-9]/i.test(text));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(tagName(text).length).toBeLessThanOrEqual(60);
      }),
    );
  });
});

type Pair = { isSame: boolean; one: string; other: string };

const PAIRS: Pair[] = readFileSync("tests/fixtures/tags.txt", "utf8")
  .split("\n")
  .filter((line) => /^[=x] /.test(line))
  .map((line) => {
    const [one = "", other = ""] = line.slice(2).split(" | ");
    return { isSame: line.startsWith("="), one, other };
  });

const suggests = ({ one, other }: Pair) => {
  const tags = [
    { id: 1, name: one, count: 5 },
    { id: 2, name: other, count: 3 },
  ];
  return nearTags(tags, new Set()).length > 0;
};

describe("tags that may be the same", () => {
  it("are suggested with a precision of at least 0.95, and most of them are found", () => {
    const suggested = PAIRS.filter(suggests);
    const right = suggested.filter((pair) => pair.isSame);
    const wrong = suggested.filter((pair) => !pair.isSame).map(({ one, other }) => `${one} = ${other}`);
    const missed = PAIRS.filter((pair) => pair.isSame && !suggests(pair)).map(({ one, other }) => `${one} | ${other}`);
    expect(right.length / suggested.length, wrong.join(", ")).toBeGreaterThanOrEqual(0.95);
    expect(right.length / PAIRS.filter((pair) => pair.isSame).length, missed.join(", ")).toBeGreaterThanOrEqual(0.9);
  });

  it("are not suggested across the table beyond what is in it", () => {
    const names = [...new Set(PAIRS.flatMap(({ one, other }) => [one, other]))];
    const tags = names.map((name, at) => ({ id: at + 1, name, count: names.length - at }));
    const same = sameAs(PAIRS.filter((pair) => pair.isSame));
    const pairs = nearTags(tags, new Set());
    const wrong = pairs.filter(({ tag, into }) => same(tag.name) !== same(into.name));
    const words = wrong.map(({ tag, into }) => `${tag.name} = ${into.name}`).join(", ");
    expect(1 - wrong.length / pairs.length, words).toBeGreaterThanOrEqual(0.95);
  });

  it("go into the one that more summaries have, unless somebody said no", () => {
    const tags = [
      { id: 1, name: "follow up", count: 2 },
      { id: 2, name: "followup", count: 9 },
    ];
    expect(nearTags(tags, new Set())).toMatchObject([{ tag: { id: 1 }, into: { id: 2 } }]);
    expect(nearTags(tags, new Set(["1-2"]))).toEqual([]);
  });

  it("are nobody's business where there is one tag, or none", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        expect(nearTags([{ id: 1, name, count: 1 }], new Set())).toEqual([]);
      }),
    );
  });
});

/** Answers one name for all that are the same, over as many pairs as it takes. */
function sameAs(pairs: Pair[]): (name: string) => string {
  const of = new Map<string, string>();
  const find = (name: string): string => {
    const next = of.get(name);
    return next === undefined ? name : find(next);
  };
  for (const { one, other } of [
    ...pairs,
    ...pairs.flatMap(({ one, other }) => [one, other].map((name) => ({ one: name, other: tagKey(name) }))),
  ]) {
    const [a, b] = [find(one), find(other)];
    if (a !== b) of.set(a, b);
  }
  return (name) => find(of.has(name) ? name : tagKey(name));
}
