/**
 * Many small files in one upload: one line of JSON that lists them, then their bytes one after another.
 * Pure, and used by the page that sends a bundle as well as by the worker that takes it apart.
 */

/** Largest file that travels in a bundle, bytes. */
export const BUNDLE_FILE_MAX = 256 * 1024;
/** Most bytes of files in one bundle. */
export const BUNDLE_BYTES_MAX = 8 * 1024 * 1024;
/** Most files in one bundle. */
export const BUNDLE_COUNT_MAX = 500;
/** Longest list of files, bytes: 500 very long paths. */
export const BUNDLE_HEAD_MAX = 2 * 1024 * 1024;

const NEWLINE = 10;

export type BundleFile = { name: string; size: number };
/** `bodyStart` is the offset of the first file's first byte. */
export type BundleHead = { files: BundleFile[]; bodyStart: number };
export type BundleMember = { name: string; offset: number; length: number };

/** The first line of a bundle; the files' bytes follow it in the same order. */
export function encodeBundleHead(files: BundleFile[]): Uint8Array {
  const list = files.map(({ name, size }) => ({ name, size }));
  return new TextEncoder().encode(`${JSON.stringify(list)}\n`);
}

/** Reads the list at the start of a bundle, given its first bytes (BUNDLE_HEAD_MAX at most); null when it is damaged. */
export function readBundleHead(bytes: Uint8Array): BundleHead | null {
  const end = bytes.indexOf(NEWLINE);
  if (end < 0 || end >= BUNDLE_HEAD_MAX) return null;
  const files = parseList(bytes.subarray(0, end));
  return files && { files, bodyStart: end + 1 };
}

/** Where each file of a bundle lies; null when their sizes do not add up to `length`, the bytes of the whole bundle. */
export function splitBundle(head: BundleHead, length: number): BundleMember[] | null {
  let offset = head.bodyStart;
  const members = head.files.map(({ name, size }) => {
    const member = { name, offset, length: size };
    offset += size;
    return member;
  });
  return offset === length ? members : null;
}

function parseList(line: Uint8Array): BundleFile[] | null {
  try {
    const list: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(line));
    if (!Array.isArray(list) || list.length === 0 || list.length > BUNDLE_COUNT_MAX) return null;
    return list.every(isBundleFile) ? list : null;
  } catch {
    return null;
  }
}

function isBundleFile(value: unknown): value is BundleFile {
  if (typeof value !== "object" || value === null) return false;
  const { name, size } = value as Partial<Record<keyof BundleFile, unknown>>;
  return typeof name === "string" && Number.isSafeInteger(size) && (size as number) >= 0;
}
