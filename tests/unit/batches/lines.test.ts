import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Line, readLines } from "#lib/batches/lines";

const folder = mkdtempSync(join(tmpdir(), "lines-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(content: string | Buffer, longest?: number): Promise<Line[]> {
  const path = join(folder, "file");
  writeFileSync(path, content);
  const all: Line[] = [];
  for await (const group of readLines(path, longest)) all.push(...group);
  return all;
}

test("counts every line, leaves blank ones out, drops the mark and CR", async () => {
  const lines = await read("\ufeffone\r\n\r\n two\n\n\nthree");
  expect(lines.map(({ number, text }) => [number, text])).toEqual([
    [1, "one"],
    [3, "two"],
    [6, "three"],
  ]);
  expect(await read("")).toEqual([]);
  expect(await read("\n\n")).toEqual([]);
});

test("lines of megabytes across reads come whole, up to the limit", async () => {
  const long = `${"é".repeat(1_200_000)}x`;
  const lines = await read(`a\n${long}\nb\n`);
  expect(lines.map((line) => line.text)).toEqual(["a", long, "b"]);
});

test("a line over the limit is told by its start, wherever it stands", async () => {
  const long = "x".repeat(3_000_000);
  const lines = await read(`a\n${long}\nb\n${long}`, 2_000_000);
  expect(lines.map(({ number, text, head }) => [number, text ?? `${head.length} of ${head[0]}`])).toEqual([
    [1, "a"],
    [2, "2000 of x"],
    [3, "b"],
    [4, "2000 of x"],
  ]);
});
