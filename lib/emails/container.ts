import type { FileKind } from "#lib/emails/email";
import { isTar } from "#lib/emails/tar";

/** Magic numbers at the start of files that hold other files, as hex. */
const MAGIC: [string, FileKind][] = [
  ["504b0304", "zip"],
  ["504b0506", "zip"],
  // The first part of a zip that was meant to be split and was not.
  ["504b3030504b0304", "zip"],
  ["1f8b08", "gzip"],
  ["2142444e", "pst"],
];

/** The first name in a zip file that is a document or a program rather than an archive. */
const DOCUMENT =
  /^(?:\[Content_Types\]\.xml|mimetype|_rels\/|docProps\/|xl\/|word\/|ppt\/|customXml\/|META-INF\/|AndroidManifest\.xml)/;

/** Compound files ([MS-CFB]): Outlook messages, and old Office files. */
const COMPOUND = "d0cf11e0a1b11ae1";

/** Streams that an Outlook message has and that tell what an Office file is. */
const MESSAGE = ["__substg1.0_", "__properties_version1", "__nameid_version1"];
const OFFICE = ["EncryptedPackage", "WordDocument", "PowerPoint Document"];
const SHEETS = ["Workbook", "Book"];

/** Sheets of Excel 2 to 4, which are no compound files yet. */
const OLD_SHEETS = ["0900040000001000", "0900040002001000", "0902060000001000", "0904060000001000"];

/** The kind of a file that is read as a whole or in any order, by its first bytes; null for text and everything else. */
export function containerOf(head: Uint8Array, filename: string): FileKind | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  const hex = bytes.toString("hex", 0, 8);
  if (hex === COMPOUND) return compoundOf(bytes, filename);
  const kind = MAGIC.find(([magic]) => hex.startsWith(magic))?.[1];
  if (kind === "zip") return DOCUMENT.test(firstName(bytes)) ? documentOf(bytes, filename) : "zip";
  if (kind) return kind;
  if (OLD_SHEETS.some((magic) => hex.startsWith(magic)) || isSheetXml(bytes)) return "workbook";
  return isTar(bytes) ? "tar" : null;
}

/** The names stand anywhere in the file: past the head, its own name decides. */
function compoundOf(bytes: Buffer, filename: string): FileKind | null {
  const has = (name: string) => bytes.includes(name, 0, "utf16le");
  if (MESSAGE.some(has)) return "msg";
  if (OFFICE.some(has)) return null;
  if (SHEETS.some(has) || /\.(?:xls|xlt)$/i.test(filename)) return "workbook";
  return /\.(?:doc|dot|ppt|pps)$/i.test(filename) ? null : "msg";
}

/** A workbook among the documents that are zip files. */
function documentOf(bytes: Buffer, filename: string): FileKind | null {
  const has = (name: string) => bytes.includes(name, 0, "latin1");
  if (has("word/") || has("ppt/")) return null;
  const isNamed = /\.(?:xls[xmb]?|xlt[xm]|ods)$/i.test(filename);
  return has("xl/") || has("opendocument.spreadsheet") || isNamed ? "workbook" : null;
}

/** Excel's XML of 2003, which programs still write and name .xls. */
function isSheetXml(bytes: Buffer): boolean {
  const start = bytes.toString("latin1", 0, 2_000);
  return /^\W{0,3}<\?xml/.test(start) && start.includes("urn:schemas-microsoft-com:office:spreadsheet");
}

/** The name in a zip's first local header (APPNOTE 4.3.7). */
function firstName(bytes: Buffer): string {
  return bytes.length < 30 ? "" : bytes.toString("latin1", 30, 30 + bytes.readUInt16LE(26));
}
