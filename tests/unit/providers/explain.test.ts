import { describe, expect, it } from "vitest";
import { explainFailure } from "#lib/providers/explain";
import type { ProviderKind } from "#lib/providers/kinds";
import { VendorFailure } from "#lib/providers/vendor";

const at = (kind: ProviderKind, isLocal = false) => ({ kind, name: "Oak", place: "oak.example", isLocal });

describe("why a provider could not be asked", () => {
  it.each([
    [
      "a key it does not know",
      at("openai"),
      new VendorFailure("rejected", "no", { status: 401 }),
      /not accept this key/,
    ],
    ["a key without rights", at("openai"), new VendorFailure("rejected", "no", { status: 403 }), /let it use batches/],
    [
      "the same, where there are no batches",
      at("chat"),
      new VendorFailure("rejected", "no", { status: 403 }),
      /let it ask its models/,
    ],
    [
      "too many calls",
      at("chat"),
      new VendorFailure("throttled", "Slow down", { status: 429 }),
      /too often.*Slow down/,
    ],
    [
      "a refusal",
      at("batches"),
      new VendorFailure("rejected", "Bad model", { status: 400 }),
      /^Oak refused: Bad model$/,
    ],
    [
      "nobody there",
      at("batches"),
      new VendorFailure("unknown", "ECONNREFUSED"),
      /could not be reached at oak\.example/,
    ],
    [
      "nobody there on this computer",
      at("chat", true),
      new VendorFailure("unknown", "ECONNREFUSED"),
      /running on this computer/,
    ],
    [
      "an address that is not allowed",
      at("chat"),
      new VendorFailure("rejected", "Not allowed.", { code: "address_refused" }),
      /^Not allowed\.$/,
    ],
  ])("%s", (_, provider, failure, words) => {
    expect(explainFailure(provider, failure)).toMatch(words);
  });
});
