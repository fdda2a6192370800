import { describe, expect, it } from "vitest";
import { otherNumbers } from "#lib/search/plural";

describe("otherNumbers", () => {
  it.each(
    (
      "invoice invoices,company companies,box boxes,day days,survey surveys,tax taxes,case cases,price prices,cache caches," +
      "address addresses,process processes,photo photos,hero heroes,movie movies,analysis analyses,status statuses," +
      "house houses,branch branches,wish wishes,person people,child children,fee fees,reply replies,bus buses"
    ).split(","),
  )("knows %s, both ways", (pair) => {
    const [one = "", many = ""] = pair.split(" ");
    expect(otherNumbers(one)).toContain(many);
    expect(otherNumbers(many)).toContain(one);
  });

  it.each(["news", "new", "means", "mean", "custom", "customs", "good", "goods", "会議", "4200", "q3", "ab", "müller"])(
    "leaves %j alone",
    (word) => {
      expect(otherNumbers(word)).toEqual([]);
    },
  );
});
