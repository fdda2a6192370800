import type { FileKind } from "#lib/emails/email";
import { isTar } from "#lib/emails/tar";

/** Magic numbers at the start of files that hold other files, as hex. */
const MAGIC: [string, FileKind][] = [
  ["504b0304", "zip"],
  ["504b0506", "zip"],
  // The first part of a zip that was meant to be split and was not.
  ["504b3030504b0304", "zip"],
  ["1f8b08", "gzip"],
];

/** The first name in a zip file that is a document or a program rather than an archive. */
const DOCUMENT =
  /^(?:\[Content_Types\]\.xml|mimetype|_rels\/|docProps\/|xl\/|word\/|ppt\/|customXml\/|META-INF\/|AndroidManifest\.xml)/;

/** The kind of a file that is read as a whole or in any order, by its first bytes; null for text and everything else. */
export function containerOf(head: Uint8Array, _filename: string): FileKind | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  const hex = bytes.toString("hex", 0, 8);
  const kind = MAGIC.find(([magic]) => hex.startsWith(magic))?.[1];
  if (kind === "zip") return DOCUMENT.test(firstName(bytes)) ? null : "zip";
  if (kind) return kind;
  return isTar(bytes) ? "tar" : null;
}

/** The name in a zip's first local header (APPNOTE 4.3.7). */
function firstName(bytes: Buffer): string {
  return bytes.length < 30 ? "" : bytes.toString("latin1", 30, 30 + bytes.readUInt16LE(26));
}
