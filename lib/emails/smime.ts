/** Content types of S/MIME as standards and Outlook write them. */
export const SMIME_TYPE = /^application\/(?:x-)?pkcs7-mime$/;

const SEQUENCE = 0x30;
const OBJECT_ID = 0x06;
const EXPLICIT = 0xa0;
const OCTETS = 0x04;
const OCTETS_IN_PIECES = 0x24;

/** OID 1.2.840.113549.1.7.2, "signedData". */
const SIGNED = Buffer.from("2a864886f70d010702", "hex");

/** One value of ASN.1 (X.690): where its content begins and ends; `end` is -1 when only an end mark will tell. */
type Value = { tag: number; start: number; end: number };

/**
 * The MIME part inside a message that is signed and not encrypted (RFC 8551 section 3.5.2): it stands in the clear in its
 * envelope (RFC 5652 section 5). Null for any other message, and for a damaged one. The signature is not checked.
 */
export function signedContent(bytes: Buffer): Buffer | null {
  const info = valueAt(bytes, 0, SEQUENCE);
  const kind = info && valueAt(bytes, info.start, OBJECT_ID);
  if (!kind || !bytes.subarray(kind.start, kind.end).equals(SIGNED)) return null;
  const content = valueAt(bytes, kind.end, EXPLICIT);
  const signed = content && valueAt(bytes, content.start, SEQUENCE);
  const version = signed && valueAt(bytes, signed.start);
  const digests = version && valueAt(bytes, version.end);
  const inner = digests && valueAt(bytes, digests.end, SEQUENCE);
  const innerKind = inner && valueAt(bytes, inner.start, OBJECT_ID);
  const wrapped = innerKind && valueAt(bytes, innerKind.end, EXPLICIT);
  const octets = wrapped && valueAt(bytes, wrapped.start);
  if (octets?.tag === OCTETS && octets.end > 0) return bytes.subarray(octets.start, octets.end);
  return octets?.tag === OCTETS_IN_PIECES ? joinPieces(bytes, octets) : null;
}

/** Whoever signs while sending does not know the length yet, and writes piece after piece. */
function joinPieces(bytes: Buffer, octets: Value): Buffer {
  const pieces: Buffer[] = [];
  const end = octets.end < 0 ? bytes.length : octets.end;
  let piece = valueAt(bytes, octets.start, OCTETS);
  while (piece && piece.end > 0 && piece.end <= end) {
    pieces.push(bytes.subarray(piece.start, piece.end));
    piece = valueAt(bytes, piece.end, OCTETS);
  }
  return Buffer.concat(pieces);
}

/** The value at a place, if it has the tag; null there and past the end of the bytes. */
function valueAt(bytes: Buffer, at: number, tag?: number): Value | null {
  const found = bytes[at];
  const length = bytes[at + 1];
  if (at < 0 || found === undefined || length === undefined || (tag !== undefined && found !== tag)) return null;
  const start = at + 2;
  if (length < 0x80) return { tag: found, start, end: Math.min(start + length, bytes.length) };
  const size = length - 0x80;
  if (size === 0) return { tag: found, start, end: -1 };
  if (size > 4 || start + size > bytes.length) return null;
  return { tag: found, start: start + size, end: Math.min(start + size + bytes.readUIntBE(start, size), bytes.length) };
}
