import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BUNDLE_COUNT_MAX, encodeBundleHead, readBundleHead, splitBundle } from "#lib/datasets/bundle";

const filesOf = fc.array(fc.record({ name: fc.string({ unit: "binary" }), size: fc.nat(1000) }), {
  minLength: 1,
  maxLength: 20,
});
const line = (text: string) => new TextEncoder().encode(text);

describe("a bundle's head", () => {
  it("is read back as it was written, and says where each file lies", () => {
    fc.assert(
      fc.property(filesOf, (files) => {
        const bytes = encodeBundleHead(files);
        const head = readBundleHead(Buffer.concat([bytes, Buffer.from("[]\nbytes of files")]));
        expect(head).toEqual({ files, bodyStart: bytes.length });
        const total = bytes.length + files.reduce((sum, { size }) => sum + size, 0);
        const members = head && splitBundle(head, total);
        expect(members?.map(({ name, length }) => ({ name, size: length }))).toEqual(files);
        let at = bytes.length;
        for (const member of members ?? []) {
          expect(member.offset).toBe(at);
          at += member.length;
        }
        expect(at).toBe(total);
      }),
    );
  });

  it("carries nothing but name and size", () => {
    const file = { name: "a.eml", size: 1, path: "/home/someone/a.eml" };
    expect(new TextDecoder().decode(encodeBundleHead([file]))).toBe('[{"name":"a.eml","size":1}]\n');
  });

  it.each([
    ["no line end", '[{"name":"a","size":1}]'],
    ["not JSON", "hello\n"],
    ["not a list", '{"name":"a","size":1}\n'],
    ["no files", "[]\n"],
    ["a size below zero", '[{"name":"a","size":-1}]\n'],
    ["half a byte", '[{"name":"a","size":1.5}]\n'],
    ["a size as text", '[{"name":"a","size":"1"}]\n'],
    ["no name", '[{"size":1}]\n'],
    ["null", "[null]\n"],
    ["too many files", `${JSON.stringify(Array(BUNDLE_COUNT_MAX + 1).fill({ name: "a", size: 0 }))}\n`],
  ])("is refused: %s", (_, text) => {
    expect(readBundleHead(line(text))).toBeNull();
  });

  it("is refused when it is not UTF-8", () => {
    expect(readBundleHead(Buffer.from('[{"name":"\xe9","size":1}]\n', "latin1"))).toBeNull();
  });

  it("is refused when sizes do not add up", () => {
    const head = { files: [{ name: "a", size: 5 }], bodyStart: 10 };
    expect(splitBundle(head, 15)).toHaveLength(1);
    expect(splitBundle(head, 14)).toBeNull();
    expect(splitBundle(head, 16)).toBeNull();
  });
});
