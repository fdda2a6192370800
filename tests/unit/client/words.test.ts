import { describe, expect, it } from "vitest";
import { costWords, rangeWords, submitWords } from "#components/datasets/estimate-words";
import { makeFormat } from "#lib/client/format";
import { withQuery } from "#lib/client/read";
import { totalUploads, type Upload } from "#lib/client/uploads/upload";

const format = makeFormat("en-US");
const estimate = (cost: { low: number; high: number } | null) => ({
  emails: 64,
  parts: 1,
  inputTokens: { low: 1, high: 1 },
  outputTokens: { low: 1, high: 1 },
  cost,
  assumptions: [],
  sampled: 64,
});

describe("what the dialog says", () => {
  const openai = { provider: "openai", providerName: "OpenAI" };

  it("names the place and the highest cost", () => {
    const words = submitWords("64 emails", openai, estimate({ low: 0.02, high: 0.04 }), format);
    expect(words).toBe("Send 64 emails to OpenAI, about $0.04");
  });

  it("says of a small cost how small it is", () => {
    const words = submitWords("4 emails", openai, estimate({ low: 0.001, high: 0.002 }), format);
    expect(words).toBe("Send 4 emails to OpenAI, less than $0.01");
  });

  it("never claims a cost it does not know", () => {
    expect(submitWords("64 emails", openai, estimate(null), format)).toContain("not known");
    expect(submitWords("64 emails", openai, undefined, format)).toBe("Send 64 emails to OpenAI");
  });

  it("says that nothing is sent when the engine works here", () => {
    const engine = { provider: "engine", providerName: "Built-in engine" };
    expect(submitWords("1 email", engine, undefined, format)).toBe(
      "Summarise 1 email on this computer. Nothing is sent anywhere.",
    );
  });
});

describe("ranges", () => {
  it.each([
    [{ low: 1200, high: 1200 }, "1,200"],
    [{ low: 1100, high: 1300 }, "1,100 to 1,300"],
  ])("writes %j as %s", (range, words) => expect(rangeWords(range, format)).toBe(words));

  it.each([
    [{ low: 0.03, high: 0.05 }, "$0.03 to $0.05"],
    [{ low: 0.004, high: 0.05 }, "$0.05"],
    [{ low: 0, high: 0 }, "free"],
  ])("writes the cost %j as %s", (cost, words) => expect(costWords(estimate(cost), format)).toBe(words));
});

describe("withQuery", () => {
  it("leaves out what is not set and keeps zero", () => {
    expect(withQuery("/a", { q: "", after: null, leftOut: false, offset: 0, text: "a b" })).toBe(
      "/a?offset=0&text=a+b",
    );
    expect(withQuery("/a", {})).toBe("/a");
  });
});

describe("totalUploads", () => {
  const upload = (state: Upload["state"], bytes: number, sent: number): Upload => ({
    id: `${state}${bytes}`,
    datasetId: 1,
    name: "",
    path: "a",
    files: [{ path: "a", size: bytes }],
    bytes,
    sent,
    state,
    problem: null,
  });

  it("counts neither what was cancelled nor more than there is", () => {
    const uploads = [
      upload("sending", 10, 4),
      upload("done", 5, 9),
      upload("cancelled", 100, 50),
      upload("failed", 3, 1),
    ];
    expect(totalUploads(uploads)).toEqual({ files: 3, bytes: 18, sent: 10, failed: 1, isActive: true });
    expect(totalUploads([upload("done", 5, 5)]).isActive).toBe(false);
  });
});
