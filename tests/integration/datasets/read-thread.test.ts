import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createReadThread } from "#lib/datasets/read-thread";
import type { Going, SliceReader } from "#lib/datasets/slices";
import type { OpenFile, Slice } from "#lib/datasets/write-slice";

const BAD = join(process.cwd(), "tests/integration/datasets/bad-thread-child.ts");

describe("the reading thread", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "mailgist-thread-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function fileOf(id: number, name: string, text: string): OpenFile {
    writeFileSync(join(folder, String(id)), text);
    const length = Buffer.byteLength(text);
    return {
      id,
      datasetId: 1,
      name,
      storedName: String(id),
      offset: 0,
      length,
      isBundle: 0,
      entriesRead: 0,
      reading: 1,
    };
  }

  async function slicesOf(reader: SliceReader, files: OpenFile[]): Promise<Slice[]> {
    const found: Slice[] = [];
    for await (const slices of reader.read(files, going())) found.push(...slices);
    return found;
  }

  const going = (): Going => ({ uploads: folder, isStopped: () => false, chosen: {} });

  const mails = (count: number) =>
    JSON.stringify(
      Array.from({ length: count }, (_, n) => ({ from: "a@example.com", subject: `S${n}`, body: `Body ${n}` })),
    );

  it("hands on every entry of every file, in order, and the end of each", async () => {
    const reader = createReadThread();
    const slices = await slicesOf(reader, [
      fileOf(1, "a.json", mails(2500)),
      fileOf(2, "b.json", mails(3)),
      fileOf(3, "c.json", ""),
    ]);
    reader.close();
    for (const [id, count] of [
      [1, 2500],
      [2, 3],
    ] as const) {
      const own = slices.filter((slice) => slice.file.id === id);
      expect(own.flatMap((slice) => slice.entries.map((entry) => entry.position))).toEqual(
        Array.from({ length: count }, (_, n) => n),
      );
      expect(own.map((slice) => slice.end !== null)).toEqual(own.map((_, n) => n === own.length - 1));
    }
    expect(slices.at(-1)).toMatchObject({ file: { id: 3 }, entries: [{ kind: "problem" }], end: { kind: null } });
  });

  it("goes on behind what is stored", async () => {
    const reader = createReadThread();
    const slices = await slicesOf(reader, [{ ...fileOf(1, "a.json", mails(10)), entriesRead: 7 }]);
    reader.close();
    expect(slices.flatMap((slice) => slice.entries.map((entry) => entry.position))).toEqual([7, 8, 9]);
  });

  it("reads the next list after one that was left in the middle", async () => {
    const reader = createReadThread();
    for await (const _ of reader.read([fileOf(1, "a.json", mails(5000))], going())) break;
    const slices = await slicesOf(reader, [fileOf(2, "b.json", mails(2))]);
    reader.close();
    expect(slices.map((slice) => slice.file.id)).toEqual([2]);
  });

  it.each(["bad-ends", "bad-hangs"])("gives a file up on which it died twice (%s), and no other", async (name) => {
    const reader = createReadThread({ script: BAD, patienceMs: 2000 });
    const files = () => [fileOf(1, "good", ""), fileOf(2, name, "x"), fileOf(3, "good", "")];
    expect(await slicesOf(reader, files())).toEqual([]);
    expect(await slicesOf(reader, files())).toMatchObject([
      { file: { id: 2 }, entries: [{ kind: "problem", problem: { code: "unreadable" } }], end: {} },
    ]);
    reader.close();
  });
});
