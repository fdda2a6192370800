import { describe, expect, it } from "vitest";
import { cleanPath, readUploadLabel } from "#lib/datasets/upload-label";

describe("what the page says about an upload", () => {
  it("is read", () => {
    expect(readUploadLabel({ filename: "Inbox/a.eml", datasetId: "7", bundle: "1" })).toEqual({
      name: "Inbox/a.eml",
      datasetId: 7,
      isBundle: true,
    });
    expect(readUploadLabel({ filename: "a.eml", datasetId: "7" }).isBundle).toBe(false);
  });

  it.each([
    ["nothing", undefined],
    ["no name", { datasetId: "7" }],
    ["a name of blanks", { filename: " \n", datasetId: "7" }],
    ["no dataset", { filename: "a.eml" }],
    ["a dataset that is no number", { filename: "a.eml", datasetId: "7 or 1" }],
  ])("is refused: %s", (_, metadata) => {
    expect(() => readUploadLabel(metadata)).toThrow(expect.objectContaining({ code: "invalid" }));
  });

  it.each([
    ["/folder/a.eml", "folder/a.eml"],
    ["./a.eml", "a.eml"],
    ["a\u0000b\u001b[31m.eml", "a b [31m.eml"],
    ["x".repeat(5000), "x".repeat(1000)],
  ])("shows the path %j", (path, shown) => {
    expect(cleanPath(path)).toBe(shown);
  });
});
