import { crc32, createInflateRaw, inflateRawSync } from "node:zlib";
import { type CellObject, read, SSF, type WorkBook, type WorkSheet } from "@e965/xlsx";
import { EncryptedFileError, streamXlsxRows } from "hucre";
import { checkCompound } from "#lib/emails/compound";
import { LOADED_WORKBOOK, WORKBOOK_UNPACKED } from "#lib/emails/limits";
import { quietly } from "#lib/emails/quietly";
import {
  dateText,
  largeWorkbook,
  lockedWorkbook,
  rowOf,
  type Sheet,
  type SheetRow,
  WorkbookError,
} from "#lib/emails/sheet";

const ZIP = "504b0304";
const COMPOUND = "d0cf11e0a1b11ae1";

/** The sheets of a workbook. Throws WorkbookError, here or while rows are read; anything else means that it is damaged. */
export async function openSheets(bytes: Buffer): Promise<Sheet[]> {
  const hex = bytes.toString("hex", 0, 8);
  if (hex.startsWith(ZIP)) {
    const parts = await unpackedParts(bytes);
    if (parts.has("xl/workbook.xml")) return excelSheets(bytes, parts);
    return loadedSheets(bytes);
  }
  if (hex === COMPOUND) {
    const names = checkCompound(bytes)?.names;
    if (!names) throw new Error("damaged");
    if (names.has("EncryptedPackage")) throw lockedWorkbook();
    if (!names.has("Workbook") && !names.has("Book"))
      throw new WorkbookError(
        "office",
        "is an old Office file, not a workbook. Export the emails as .mbox, .eml, .csv or .json and drop that.",
      );
  }
  return loadedSheets(bytes);
}

/** The parts that say which sheets there are. */
const LISTS = new Set(["xl/workbook.xml", "xl/_rels/workbook.xml.rels"]);
/** What is in no cell and may be large. */
const PICTURE = /^xl\/(?:media|embeddings)\//;
const LIST_ENTRY = 0x02014b50;
/** In place of the number of entries when it stands in a longer record. */
const MANY = 0xffff;
const DEFLATED = 8;

/** Names of the parts of a workbook and how large they are in truth; the list at the end of a zip may lie. */
async function unpackedParts(bytes: Buffer): Promise<Map<string, Buffer | null>> {
  const parts = new Map<string, Buffer | null>();
  let left = WORKBOOK_UNPACKED;
  const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end < 0) throw new Error("the list of parts is missing");
  let at = bytes.readUInt32LE(end + 16);
  let entries = 0;
  while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === LIST_ENTRY) {
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const name = bytes.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    if (!PICTURE.test(name)) {
      const part = await measure(packed, bytes.readUInt16LE(at + 10), left);
      if (part.sum !== bytes.readUInt32LE(at + 16)) throw new Error("a part does not add up");
      left -= part.size;
    }
    parts.set(name, LISTS.has(name) ? unpackPart(packed, bytes.readUInt16LE(at + 10)) : null);
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (noteLength ?? 0);
    entries += 1;
  }
  const listed = bytes.readUInt16LE(end + 10);
  if (entries !== listed && listed !== MANY) throw new Error("the list of parts breaks off");
  return parts;
}

/**
 * Size and CRC-32 of a part once unpacked. Throws WorkbookError when there is more than `most`, and another error when
 * the bytes are damaged: on such bytes the library waits for ever.
 */
async function measure(packed: Buffer, method: number, most: number): Promise<{ size: number; sum: number }> {
  if (method !== DEFLATED) return { size: packed.length, sum: crc32(packed) };
  const inflate = createInflateRaw();
  inflate.end(packed);
  let size = 0;
  let sum = 0;
  for await (const chunk of inflate) {
    size += (chunk as Buffer).length;
    sum = crc32(chunk as Buffer, sum);
    if (size > most) throw largeWorkbook();
  }
  if (inflate.bytesWritten !== packed.length) throw new Error("bytes behind the end of a part");
  return { size, sum };
}

const SMALL_PART = 1024 * 1024;

function unpackPart(packed: Buffer, method: number): Buffer {
  return method === DEFLATED ? inflateRawSync(packed, { maxOutputLength: SMALL_PART * 8 }) : packed;
}

/** Sheets of an .xlsx file, read row by row. Charts stand among them in the list and hold no rows. */
function excelSheets(bytes: Buffer, parts: Map<string, Buffer | null>): Sheet[] {
  const textOf = (name: string) => parts.get(name)?.toString("utf8") ?? "";
  const relations = [...textOf("xl/_rels/workbook.xml.rels").matchAll(/<(?:\w+:)?Relationship\s[^<>]*>/g)].map(
    ([tag]) => tag,
  );
  const charts = new Set(relations.filter((tag) => !/\/worksheet"/.test(tag)).map((tag) => attribute(tag, "Id")));
  const tags = [...textOf("xl/workbook.xml").matchAll(/<(?:\w+:)?sheet\s[^<>]*>/g)].map(([tag], sheet) => ({
    tag,
    sheet,
  }));
  const sheets = tags.filter(({ tag }) => !charts.has(attribute(tag, "\\w+:id")));
  return sheets.map(({ tag, sheet }) => ({
    name: attribute(tag, "name"),
    async *rows() {
      try {
        for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
          const row = rowOf(index + 1, values);
          if (row) yield row;
        }
      } catch (error) {
        throw error instanceof EncryptedFileError ? lockedWorkbook() : error;
      }
    },
  }));
}

const SIGNS: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The value of an attribute; `name` may be a pattern. */
function attribute(tag: string, name: string): string {
  return unescapeXml(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "");
}

function unescapeXml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => SIGNS[name] ?? "");
}

/** Sheets of every other format, which are loaded before the first row is known. */
function loadedSheets(bytes: Buffer): Sheet[] {
  if (bytes.length > LOADED_WORKBOOK) throw largeWorkbook();
  const book = load(bytes);
  const base = book.Workbook?.WBProps?.date1904 ? 24_107 : 25_569;
  return book.SheetNames.map((name) => ({ name, rows: () => loadedRows(book.Sheets[name], base) }));
}

function load(bytes: Buffer): WorkBook {
  try {
    return quietly(() =>
      read(bytes, {
        type: "buffer",
        dense: true,
        cellNF: true,
        cellFormula: false,
        cellHTML: false,
        cellText: false,
        bookVBA: false,
      }),
    );
  } catch (error) {
    if (error instanceof Error && /password|encrypt/i.test(error.message)) throw lockedWorkbook();
    throw error;
  }
}

const DAY_MS = 86_400_000;

async function* loadedRows(sheet: WorkSheet | undefined, base: number): AsyncGenerator<SheetRow> {
  const rows: (CellObject | undefined)[][] = sheet?.["!data"] ?? [];
  for (const [at, cells] of rows.entries()) {
    const row = rowOf(
      at + 1,
      Array.from(cells ?? [], (cell) => cellValue(cell, base)),
    );
    if (row) yield row;
  }
}

function cellValue(cell: CellObject | undefined, base: number): unknown {
  if (!cell || cell.t === "e" || cell.t === "z") return null;
  const isDate = cell.t === "n" && typeof cell.v === "number" && typeof cell.z === "string" && SSF.is_date(cell.z);
  return isDate ? dateText(((cell.v as number) - base) * DAY_MS) : cell.v;
}
