import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameDrop, pathOf, planUploads } from "#lib/client/uploads/plan";
import { BUNDLE_BYTES_MAX, BUNDLE_COUNT_MAX, BUNDLE_FILE_MAX } from "#lib/datasets/bundle";

const chosen = (path: string, size: number) => ({ path, file: { size } });

describe("planUploads", () => {
  it("sends a lone small file and every large file by itself", () => {
    expect(planUploads([chosen("a.eml", 10)])).toMatchObject([{ isBundle: false, bytes: 10 }]);
    const units = planUploads([chosen("b.mbox", BUNDLE_FILE_MAX + 1), chosen("a.eml", 10), chosen("c.eml", 0)]);
    expect(units.map(({ files, isBundle }) => [isBundle, files.map(({ path }) => path)])).toEqual([
      [true, ["a.eml", "c.eml"]],
      [false, ["b.mbox"]],
    ]);
  });

  it("loses no file, repeats none and keeps every limit", () => {
    const sizes = fc.array(fc.integer({ min: 0, max: BUNDLE_FILE_MAX * 2 }), { maxLength: 1_200 });
    fc.assert(
      fc.property(sizes, (given) => {
        const files = given.map((size, index) => chosen(`f${index}`, size));
        const units = planUploads(files);
        const sent = units.flatMap((unit) => unit.files);
        expect(new Set(sent).size).toBe(files.length);
        expect(sent).toHaveLength(files.length);
        for (const unit of units) {
          expect(unit.bytes).toBe(unit.files.reduce((sum, { file }) => sum + file.size, 0));
          expect(unit.isBundle).toBe(unit.files.length > 1);
          if (!unit.isBundle) continue;
          expect(unit.files.length).toBeLessThanOrEqual(BUNDLE_COUNT_MAX);
          expect(unit.bytes).toBeLessThanOrEqual(BUNDLE_BYTES_MAX);
          expect(unit.files.every(({ file }) => file.size <= BUNDLE_FILE_MAX)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("nameDrop", () => {
  const name = (...paths: string[]) => nameDrop(paths, "23 Nov", (files) => `${files} files`);

  it.each([
    [["inbox.mbox"], "inbox.mbox"],
    [["Board/a.eml"], "Board"],
    [["Board/a.eml", "Board/2025/b.eml"], "Board"],
    [["Board/a.eml", "Boardroom/b.eml"], "2 files, 23 Nov"],
    [["a.eml", "b.eml", "c.eml"], "3 files, 23 Nov"],
  ])("names %j %s", (paths, expected) => expect(name(...paths)).toBe(expected));
});

describe("pathOf", () => {
  it.each([
    [{ name: "a.eml", path: "/Board/a.eml" }, "Board/a.eml"],
    [{ name: "a.eml", path: "./a.eml" }, "a.eml"],
    [{ name: "a.eml", webkitRelativePath: "Board/a.eml" }, "Board/a.eml"],
    [{ name: "a.eml" }, "a.eml"],
  ])("reads %j as %s", (file, expected) => expect(pathOf(file)).toBe(expected));
});
