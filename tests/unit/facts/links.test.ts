import { describe, expect, it } from "vitest";
import { findAddresses, findHosts, findLinks, isSameLink } from "#lib/facts/links";

describe("links and addresses", () => {
  it("stand in a text without the signs around them", () => {
    const text = "Rosa <Rosa@florista.example>, (https://www.florista.example/Roses?a=1), see florista.example.";
    expect(findAddresses(text).map(({ address }) => address)).toEqual(["rosa@florista.example"]);
    expect(findLinks(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      "https://www.florista.example/Roses?a=1",
      "florista.example",
    ]);
    expect(findLinks(text).map(({ link }) => link)).toEqual([
      { host: "florista.example", path: "/roses", query: "?a=1" },
      { host: "florista.example", path: "", query: "" },
    ]);
  });

  it.each([
    ["rose.example", "https://rose.example/a", true],
    ["rose.example/a", "rose.example/a?from=mail", true],
    ["rose.example/a", "https://safe.example/?to=https://rose.example/a", true],
    ["rose.example/a?x=1", "rose.example/a?x=2", false],
    ["rose.example/a", "rose.example/abc", false],
    ["rose.example", "rose.example.evil.io", false],
    ["rose.example", "primrose.example", false],
    ["https://intranet/a", "https://intranet/a.", true],
  ])("%s in “%s”: %s", (written, text, expected) => {
    const [found] = findLinks(written);
    expect(found && findHosts(text).some((other) => isSameLink(found.link, other))).toBe(expected);
  });
});
