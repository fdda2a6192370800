import { BUNDLE_BYTES_MAX, BUNDLE_COUNT_MAX, BUNDLE_FILE_MAX } from "#lib/datasets/bundle";

/** A chosen file with its path inside what was dropped, e.g. "2026/March/letter.eml". */
export type ChosenFile<F = File> = { path: string; file: F };
export type Sized = { size: number };

/** What travels in one upload: one file as it is, or many small ones in a bundle. */
export type UploadUnit<F = File> = { files: ChosenFile<F>[]; bytes: number; isBundle: boolean };

/**
 * Groups files into uploads, in the order of their paths: small ones travel together, a lone small one and every
 * large one by itself. No file is left out; empty ones go along, so that the server can say that they are empty.
 */
export function planUploads<F extends Sized>(files: ChosenFile<F>[]): UploadUnit<F>[] {
  const sorted = [...files].sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));
  const small = sorted.filter(({ file }) => file.size <= BUNDLE_FILE_MAX);
  const large = sorted.filter(({ file }) => file.size > BUNDLE_FILE_MAX);
  const bundles: UploadUnit<F>[] = [];
  for (const chosen of small) {
    const last = bundles.at(-1);
    const fits = last && last.files.length < BUNDLE_COUNT_MAX && last.bytes + chosen.file.size <= BUNDLE_BYTES_MAX;
    if (last && fits) {
      last.files.push(chosen);
      last.bytes += chosen.file.size;
    } else {
      bundles.push({ files: [chosen], bytes: chosen.file.size, isBundle: true });
    }
  }
  const singles = large.map((chosen) => ({ files: [chosen], bytes: chosen.file.size, isBundle: false }));
  return [...bundles.map((unit) => ({ ...unit, isBundle: unit.files.length > 1 })), ...singles];
}

/** The path of a file inside what was dropped or chosen, without a leading "/" or "./". */
export function pathOf(file: { name: string; path?: string; webkitRelativePath?: string }): string {
  const path = file.path || file.webkitRelativePath || file.name;
  return path.replace(/^(\.?\/)+/, "") || file.name;
}

/**
 * The name of the dataset that a drop becomes: the file's name, the folder's name, or "12 files, 23 Nov".
 * `today` is the day in the reader's words.
 */
export function nameDrop(paths: string[], today: string, count: (files: number) => string): string {
  const first = paths[0] ?? "";
  if (paths.length === 1 && !first.includes("/")) return first;
  const folder = first.includes("/") ? first.slice(0, first.indexOf("/")) : "";
  if (folder && paths.every((path) => path.startsWith(`${folder}/`))) return folder;
  return `${count(paths.length)}, ${today}`;
}
