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
