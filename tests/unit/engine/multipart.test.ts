import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { multipartBoundary, type Part, readMultipart } from "#lib/engine/multipart";

type Received = Part & { text: string };

async function* cut(bytes: Buffer, sizes: number[]): AsyncGenerator<Uint8Array> {
  for (let from = 0, turn = 0; from < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(from, from + size);
    from += size;
  }
}

async function receive(bytes: Buffer, boundary: string, sizes = [1000]): Promise<Received[]> {
  const parts: { part: Part; chunks: Buffer[] }[] = [];
  await readMultipart(cut(bytes, sizes), boundary, (part) => {
    const chunks: Buffer[] = [];
    parts.push({ part, chunks });
    return (chunk) => void chunks.push(Buffer.from(chunk));
  });
  return parts.map(({ part, chunks }) => ({ ...part, text: Buffer.concat(chunks).toString("latin1") }));
}

/** Encodes with fetch's own writer, the one the SDK uses. */
async function encode(form: FormData): Promise<{ bytes: Buffer; boundary: string }> {
  const request = new Request("http://x/", { method: "POST", body: form });
  const boundary = multipartBoundary(request.headers.get("content-type")) ?? "";
  return { bytes: Buffer.from(await request.arrayBuffer()), boundary };
}

describe("readMultipart", () => {
  test("gives back what was sent, wherever the chunks are cut", async () => {
    // Content made of the pieces of a boundary, so that near misses are common.
    const piece = fc.constantFrom("\r", "\n", "\r\n", "-", "--", "\r\n--", "\r\n------formdata", "x", "é", "0");
    const content = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(content, content, sizes, async (field, file, chunks) => {
        const form = new FormData();
        form.append("purpose", "batch");
        form.append("file", new Blob([file]), 'a "b".jsonl');
        form.append("note", new Blob([field]));
        const { bytes, boundary } = await encode(form);
        const parts = await receive(bytes, boundary, chunks);
        const latin = (text: string) => Buffer.from(text).toString("latin1");
        expect(parts.map(({ name, text }) => [name, text])).toEqual([
          ["purpose", "batch"],
          ["file", latin(file)],
          ["note", latin(field)],
        ]);
        expect(parts[1]?.filename).toBe('a "b".jsonl');
      }),
    );
  });

  test.each([
    ["nothing", ""],
    ["no final boundary", '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nhello'],
    ["a part without a name", "--b\r\nContent-Disposition: form-data\r\n\r\nhello\r\n--b--\r\n"],
    ["a part without headers", "--b\r\n\r\nhello\r\n--b--\r\n"],
    ["rubbish after a boundary", '--bXX\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b--'],
    ["endless headers", `--b\r\n${"a: b\r\n".repeat(10_000)}`],
    ["too many parts", `${'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n'.repeat(102)}--b--`],
  ])("refuses %s with 400", async (_, text) => {
    await expect(receive(Buffer.from(text), "b")).rejects.toMatchObject({ status: 400 });
  });
});

test.each([
  ["multipart/form-data; boundary=abc", "abc"],
  ['Multipart/Form-Data; charset=utf-8; boundary="a b"', "a b"],
  ["multipart/form-data", null],
  ["application/json", null],
  [null, null],
])("the boundary of %s is %s", (type, boundary) => {
  expect(multipartBoundary(type)).toBe(boundary);
});
