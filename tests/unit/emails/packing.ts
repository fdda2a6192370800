import { once } from "node:events";
import { ZipFile } from "yazl";

/** A zip archive in memory of names and contents. Names that end with "/" become folders. */
export async function zipOf(files: Record<string, string | Uint8Array>, options = {}): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) {
    if (name.endsWith("/")) zip.addEmptyDirectory(name);
    else zip.addBuffer(Buffer.from(content), name, { mtime: new Date(0), ...options });
  }
  const pieces: Buffer[] = [];
  zip.outputStream.on("data", (piece: Buffer) => pieces.push(piece));
  const ended = once(zip.outputStream, "end");
  zip.end();
  await ended;
  return Buffer.concat(pieces);
}

const BLOCK = 512;

/** A tar archive (POSIX ustar) of names and contents. */
export function tarOf(files: Record<string, string | Uint8Array>): Buffer {
  const pieces = Object.entries(files).flatMap(([name, content]) => [
    header(name, Buffer.from(content)),
    padded(content),
  ]);
  return Buffer.concat([...pieces, Buffer.alloc(2 * BLOCK)]);
}

/** One header of a tar archive; `type` as POSIX names them ("0" a file, "5" a folder, "L" a long name of GNU tar). */
export function header(name: string, content: Uint8Array, type = "0"): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name.slice(0, 100), 0);
  block.write("0000644\0", 100);
  block.write(`${content.length.toString(8).padStart(11, "0")}\0`, 124);
  block.write(`${"0".repeat(11)}\0`, 136);
  block.write("        ", 148);
  block.write(type, 156);
  block.write("ustar\x0000", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}

/** Content filled up to whole blocks. */
export function padded(content: string | Uint8Array): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)]);
}

/** A deflated file for `zipByHand`; `at` puts it where another one lies already. */
type Packed = { name: string; packed: Uint8Array; size: number; at?: number };

/** A zip archive with whatever its lists shall claim (APPNOTE 4.3); no sums, and counts of 64 bits where they are needed. */
export function zipByHand(files: Packed[]): Buffer {
  const bodies: Buffer[] = [];
  const list: Buffer[] = [];
  let end = 0;
  for (const { name, packed, size, at } of files) {
    const start = at ?? end;
    if (at === undefined) {
      const local = Buffer.concat([Buffer.alloc(30), Buffer.from(name), packed]);
      local.writeUInt32LE(0x04034b50, 0);
      describeFile(local, 6, packed.length, size, name.length);
      bodies.push(local);
      end += local.length;
    }
    const listed = Buffer.concat([Buffer.alloc(46), Buffer.from(name)]);
    listed.writeUInt32LE(0x02014b50, 0);
    describeFile(listed, 8, packed.length, size, name.length);
    listed.writeUInt32LE(start, 42);
    list.push(listed);
  }
  const listBytes = list.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([...bodies, ...list, zipEnd(files.length, listBytes, end)]);
}

/** Method and sizes, which stand in the same order in a local header and in the list. */
function describeFile(header: Buffer, from: number, packed: number, size: number, nameLength: number): void {
  header.writeUInt16LE(8, from + 2);
  header.writeUInt32LE(packed, from + 12);
  header.writeUInt32LE(size, from + 16);
  header.writeUInt16LE(nameLength, from + 20);
}

function zipEnd(count: number, listBytes: number, start: number): Buffer {
  const [long, locator, end] = [Buffer.alloc(56), Buffer.alloc(20), Buffer.alloc(22)];
  long.writeUInt32LE(0x06064b50, 0);
  for (const [at, value] of [
    [4, 44],
    [24, count],
    [32, count],
    [40, listBytes],
    [48, start],
  ] as const)
    long.writeBigUInt64LE(BigInt(value), at);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + listBytes), 8);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, 0xffff), 10);
  end.writeUInt16LE(Math.min(count, 0xffff), 8);
  end.writeUInt32LE(count > 0xffff ? 0xffffffff : listBytes, 12);
  end.writeUInt32LE(count > 0xffff ? 0xffffffff : start, 16);
  return Buffer.concat([long, locator, end]);
}
