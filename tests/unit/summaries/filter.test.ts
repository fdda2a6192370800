import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatFilter, parseFilter, SUMMARY_SORTS } from "#lib/summaries/filter";
import type { SummaryFilter } from "#lib/summaries/view";

const id = fc.integer({ min: 1, max: 999_999_999 });
const day = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }).filter((one) => one.trim() === one);
const filters: fc.Arbitrary<SummaryFilter> = fc.record(
  {
    q: text,
    dataset: id,
    batch: id,
    sender: text,
    domain: text,
    from: day,
    to: day,
    outcome: fc.constantFrom("summarised" as const, "failed" as const, "not_run" as const),
    review: fc.constantFrom("open" as const, "reviewed" as const, "corrected" as const),
    look: fc.constant(true as const),
  },
  { requiredKeys: [] },
);

describe("filters in the address", () => {
  it("come back as they were", () => {
    fc.assert(
      fc.property(filters, fc.constantFrom(...SUMMARY_SORTS), (filter, sort) => {
        const address = formatFilter(filter, sort).toString();
        expect(parseFilter(new URLSearchParams(address))).toEqual({ filter, sort });
      }),
    );
  });

  it("hold reasons only with a batch, each once", () => {
    const read = (address: string) => parseFilter(new URLSearchParams(address)).filter;
    expect(read("batch=3&codes=overloaded,-,overloaded,")).toEqual({ batch: 3, codes: ["overloaded", "-"] });
    expect(read("codes=overloaded")).toEqual({});
    expect(formatFilter({ batch: 3, codes: ["overloaded", "-"] }).toString()).toBe("batch=3&codes=overloaded%2C-");
  });

  it.each([
    "dataset=0",
    "dataset=-1",
    "dataset=abc",
    "batch=1e3",
    "from=2026-02-30",
    "to=yesterday",
    "to=2026-1-1",
    "outcome=great",
    "outcome=toString",
    "sort=size",
    "review=never",
    "look=1",
    "q=%20%20",
    "sender=",
    "page=7",
  ])("leave out what is not understood: %s", (address) => {
    expect(parseFilter(new URLSearchParams(address))).toEqual({ filter: {}, sort: "newest" });
  });
});
