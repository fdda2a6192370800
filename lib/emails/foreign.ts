/** A file that is something else altogether: a short code, and how the sentence after its name goes on. */
export type Foreign = { code: string; message: string };

const AS_MAIL = "Export the emails as .mbox, .eml, .csv or .json and drop that.";

/** Magic numbers at the start, as hex, and what they mean. */
const MAGIC: [string, string, string][] = [
  ["ffd8ff", "picture", "is a picture (JPEG), not an email file."],
  ["89504e470d0a1a0a", "picture", "is a picture (PNG), not an email file."],
  ["474946383", "picture", "is a picture (GIF), not an email file."],
  ["424d", "picture", "is a picture (BMP), not an email file."],
  ["49492a00", "picture", "is a picture (TIFF), not an email file."],
  ["4d4d002a", "picture", "is a picture (TIFF), not an email file."],
  ["255044462d", "pdf", `is a PDF. ${AS_MAIL}`],
  ["377abcaf271c", "packed", "is a compressed file (7-Zip). Unpack it and drop what is inside."],
  ["526172211a07", "packed", "is a compressed file (RAR). Unpack it and drop what is inside."],
  ["425a68", "packed", "is a compressed file (bzip2). Unpack it and drop what is inside."],
  ["fd377a585a00", "packed", "is a compressed file (xz). Unpack it and drop what is inside."],
  ["28b52ffd", "packed", "is a compressed file (zstd). Unpack it and drop what is inside."],
  ["7b5c727466", "rich-text", `is a rich text document (RTF). ${AS_MAIL}`],
  ["53514c69746520666f726d61742033", "database", `is a database file (SQLite). ${AS_MAIL}`],
  ["789f3e22", "winmail", "is a winmail.dat attachment, not an email. Drop the email it came with."],
  ["62706c697374", "plist", `is a property list of an Apple program. ${AS_MAIL}`],
  ["7f454c46", "program", "is a program, not an email file."],
  ["4d5a9000", "program", "is a program, not an email file."],
  ["494433", "sound", "is a sound recording, not an email file."],
  ["4f676753", "sound", "is a sound recording, not an email file."],
];

/** Names inside Office and other packages, and what the package then is. */
const PACKAGES: [string, string, string][] = [
  ["word/", "word", `is a Word document. ${AS_MAIL}`],
  ["ppt/", "powerpoint", `is a PowerPoint presentation. ${AS_MAIL}`],
  ["opendocument", "word", `is an OpenDocument document. ${AS_MAIL}`],
];

/** Stream names inside old Office files (UTF-16), and what the file then is. */
const STREAMS: [string, string, string][] = [
  ["EncryptedPackage", "locked", "is protected with a password. Save it without one and drop it again."],
  ["WordDocument", "word", `is a Word document. ${AS_MAIL}`],
  ["PowerPoint", "powerpoint", `is a PowerPoint presentation. ${AS_MAIL}`],
];

/** Recognises by its first bytes what is no email file; null when nothing speaks against reading it. */
export function recogniseForeign(head: Uint8Array, filename: string): Foreign | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  const hex = bytes.toString("hex", 0, 32);
  if (hex.startsWith("504b0304") || hex.startsWith("504b0506")) return fromPackage(bytes);
  if (hex.startsWith("d0cf11e0a1b11ae1")) return fromStreams(bytes, filename);
  const found = MAGIC.find(([magic]) => hex.startsWith(magic));
  // "BM" and "ID3" may also start a text.
  if (found && (found[0].length > 6 || bytes.subarray(0, 64).some((byte) => byte < 9)))
    return { code: found[1], message: found[2] };
  return fromBox(bytes) ?? fromText(bytes);
}

function fromPackage(bytes: Buffer): Foreign | null {
  const found = PACKAGES.find(([name]) => bytes.includes(name, 0, "latin1"));
  return found ? { code: found[1], message: found[2] } : null;
}

function fromStreams(bytes: Buffer, filename: string): Foreign {
  const found = STREAMS.find(([name]) => bytes.includes(name, 0, "utf16le"));
  if (found) return { code: found[1], message: found[2] };
  const extension = /\.(doc|ppt)$/i.exec(filename)?.[1]?.toLowerCase();
  const named = { doc: STREAMS[1], ppt: STREAMS[2] }[extension as "doc" | "ppt"];
  if (named) return { code: named[1], message: named[2] };
  return { code: "office", message: `is an old Office file. ${AS_MAIL}` };
}

/** Containers with their mark not at the start: HEIC, MP4, WebP, WAV. */
function fromBox(bytes: Buffer): Foreign | null {
  const mark = bytes.toString("latin1", 4, 12);
  if (mark.startsWith("ftyp")) {
    const picture = /^ftyp(?:hei|mif|avi)/.test(mark);
    return picture
      ? { code: "picture", message: "is a picture, not an email file." }
      : { code: "film", message: "is a video or sound recording, not an email file." };
  }
  if (bytes.toString("latin1", 0, 4) !== "RIFF") return null;
  const webp = bytes.toString("latin1", 8, 12) === "WEBP";
  return webp
    ? { code: "picture", message: "is a picture (WebP), not an email file." }
    : { code: "sound", message: "is a video or sound recording, not an email file." };
}

function fromText(bytes: Buffer): Foreign | null {
  const start = bytes
    .toString("latin1", 0, 200)
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart();
  if (/^BEGIN:VCARD/i.test(start)) return { code: "contacts", message: "holds contacts (vCard), not emails." };
  if (/^BEGIN:VCALENDAR/i.test(start)) return { code: "calendar", message: "holds calendar entries, not emails." };
  return null;
}
