import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinAddress, parseAddresses } from "#lib/emails/addresses";

const one = (name: string, address: string) => ({ name, address });

describe("addresses", () => {
  it.each<[string, { name: string; address: string }[]]>([
    ["", []],
    ["a@b.c", [one("", "a@b.c")]],
    ["<A@B.c>", [one("", "a@b.c")]],
    ["Jane Doe <Jane@X.com>", [one("Jane Doe", "jane@x.com")]],
    ['"Doe, Jane" <j@x.com>', [one("Doe, Jane", "j@x.com")]],
    ["Doe, Jane <j@x.com>", [one("Doe, Jane", "j@x.com")]],
    ["'Jane' <j@x.com>", [one("Jane", "j@x.com")]],
    ['"Jane \\"JJ\\" Doe" <j@x.com>', [one('Jane "JJ" Doe', "j@x.com")]],
    ["j@x.com (Jane Doe)", [one("Jane Doe", "j@x.com")]],
    ["a@b.c, d@e.f", [one("", "a@b.c"), one("", "d@e.f")]],
    ["a@b.c; D <d@e.f>;", [one("", "a@b.c"), one("D", "d@e.f")]],
    ["Team: a@b.c, d@e.f;, g@h.i", [one("", "a@b.c"), one("", "d@e.f"), one("", "g@h.i")]],
    ["undisclosed-recipients:;", []],
    ["Jane Doe", [one("Jane Doe", "")]],
    ["Jane; Bo", [one("Jane", ""), one("Bo", "")]],
    [
      "/O=EXCHANGELABS/OU=GROUP/CN=RECIPIENTS/CN=1A2B-JANE",
      [one("/O=EXCHANGELABS/OU=GROUP/CN=RECIPIENTS/CN=1A2B-JANE", "")],
    ],
    ["mailto:a@b.c", [one("", "a@b.c")]],
    ["Jane [mailto:j@x.com]", [one("Jane", "j@x.com")]],
    ["Bob <bob@x>, Bobby <bobby@x>", [one("Bob", "bob@x"), one("Bobby", "bobby@x")]],
    ["Jane <j@x.com", [one("Jane", "j@x.com")]],
    ['"never closed <j@x.com>', [one("never closed <j@x.com>", "")]],
    [",,;,", []],
  ])("%j", (text, expected) => {
    expect(parseAddresses(text)).toEqual(expected);
  });

  it("a written address reads the same", () => {
    const name = fc
      .string({ unit: fc.constantFrom("a", "B", " ", ",", ";", '"', "(", "é", ".", "\\"), maxLength: 12 })
      .map((text) => text.replace(/ +/g, " ").trim());
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (names) => {
        const text = names.map((each) => joinAddress(each, "j@x.com")).join(", ");
        expect(parseAddresses(text).map((each) => each.address)).toEqual(names.map(() => "j@x.com"));
      }),
    );
  });

  it("takes any text", () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => Array.isArray(parseAddresses(text))));
  });
});
