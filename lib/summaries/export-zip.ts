import { pipeline, Readable } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";

/** A file inside an archive; its bytes are made while it is written. */
export type ZipEntry = { name: string; data: AsyncIterable<Buffer> | Iterable<Buffer> };

type Written = { name: Buffer; crc: number; size: number; packed: number; offset: number };

const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 2.0; sizes stand behind the data (bit 3), names are UTF-8 (bit 11), deflated. */
const VERSION = 20;
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1980-01-01, the first day there is: an archive of the same rows is the same archive. */
const DAY_ONE = 0x21;

/**
 * Writes a zip archive as a stream (PKWARE APPNOTE 6.3.3, without ZIP64: an entry must stay below 4 GiB).
 * Compression runs on Node's own threads. Throws RangeError for an entry or archive that is too large.
 */
export async function* writeZip(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for await (const entry of entries) {
    const one: Written = { name: Buffer.from(entry.name), crc: 0, size: 0, packed: 0, offset };
    const head = localHeader(one);
    yield head;
    for await (const chunk of deflate(entry.data, one)) {
      one.packed += chunk.length;
      yield chunk;
    }
    if (Math.max(one.size, one.packed, offset) > 0xffffffff) throw new RangeError("The file would be too large.");
    const tail = descriptor(one);
    yield tail;
    offset += head.length + one.packed + tail.length;
    written.push(one);
  }
  yield directory(written, offset);
}

function deflate(data: ZipEntry["data"], one: Written): AsyncIterable<Buffer> {
  async function* counted() {
    for await (const chunk of data) {
      one.crc = crc32(chunk, one.crc);
      one.size += chunk.length;
      yield chunk;
    }
  }
  const deflater = createDeflateRaw();
  // Whoever reads `deflater` is told of an error there.
  pipeline(Readable.from(counted(), { objectMode: true, highWaterMark: 1 }), deflater, () => {});
  return deflater;
}

function localHeader(one: Written): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(LOCAL, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(DEFLATED, 8);
  head.writeUInt16LE(DAY_ONE, 12);
  head.writeUInt16LE(one.name.length, 26);
  return Buffer.concat([head, one.name]);
}

function descriptor(one: Written): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(DESCRIPTOR, 0);
  tail.writeUInt32LE(one.crc, 4);
  tail.writeUInt32LE(one.packed, 8);
  tail.writeUInt32LE(one.size, 12);
  return tail;
}

function directory(written: Written[], offset: number): Buffer {
  const records = written.map((one) => {
    const record = Buffer.alloc(46);
    record.writeUInt32LE(CENTRAL, 0);
    record.writeUInt16LE(VERSION, 4);
    record.writeUInt16LE(VERSION, 6);
    record.writeUInt16LE(FLAGS, 8);
    record.writeUInt16LE(DEFLATED, 10);
    record.writeUInt16LE(DAY_ONE, 14);
    record.writeUInt32LE(one.crc, 16);
    record.writeUInt32LE(one.packed, 20);
    record.writeUInt32LE(one.size, 24);
    record.writeUInt16LE(one.name.length, 28);
    record.writeUInt32LE(one.offset, 42);
    return Buffer.concat([record, one.name]);
  });
  const list = Buffer.concat(records);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(written.length, 8);
  end.writeUInt16LE(written.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([list, end]);
}
