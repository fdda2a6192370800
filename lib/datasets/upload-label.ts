import { AppError } from "#lib/errors";

/** Longest path that is kept of a dropped file, characters. */
const PATH_LIMIT = 1000;

/** What the page says about an upload: the path as dropped, the dataset it is for, whether it holds many small files. */
export type UploadLabel = { name: string; datasetId: number; isBundle: boolean };

/** Reads tus metadata: `filename`, `datasetId`, `bundle` ("1"). Throws AppError "invalid" when it is incomplete. */
export function readUploadLabel(metadata: Record<string, string | null> | undefined): UploadLabel {
  const name = cleanPath(metadata?.filename ?? "");
  const datasetId = metadata?.datasetId ?? "";
  if (name === "") throw new AppError("invalid", "The name of the file is missing.");
  if (!/^\d{1,15}$/.test(datasetId))
    throw new AppError("invalid", "It is not said which dataset this file belongs to.");
  return { name, datasetId: Number(datasetId), isBundle: metadata?.bundle === "1" };
}

/** A path as it can be shown: no control characters, no slash in front. It is never used to open anything. */
export function cleanPath(path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const shown = path.replace(/[\u0000-\u001f\u007f]+/g, " ").replace(/^(?:\.?\/)+/, "");
  return shown.trim().slice(0, PATH_LIMIT);
}
