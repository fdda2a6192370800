import { randomBytes } from "node:crypto";
import { copyFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Db } from "#db/client";
import { addStoredFile } from "#lib/datasets/add-file";
import { createDataset } from "#lib/datasets/create";
import { AppError } from "#lib/errors";
import { places } from "#lib/store";

const SAMPLE_FILE = "executive-emails.json";

/**
 * Makes the dataset "Sample emails" from the file that ships with Mailgist, and answers its id; the worker reads it
 * like any other. Throws AppError "unavailable" when the file is missing.
 */
export async function loadSamples(db: Db, dataDir: string, who: string): Promise<number> {
  const source = join(process.cwd(), "public/samples", SAMPLE_FILE);
  const storedName = randomBytes(16).toString("hex");
  const stored = join(places(dataDir).uploads, storedName);
  await copyFile(source, stored).catch(() => {
    throw new AppError("unavailable", "The sample emails are missing from this installation.");
  });
  try {
    const { size: length } = await stat(stored);
    return db.$client
      .transaction(() => {
        const id = createDataset(db, { name: "Sample emails", who });
        addStoredFile(db, id, { name: SAMPLE_FILE, storedName, length, isBundle: false });
        return id;
      })
      .immediate();
  } catch (error) {
    await rm(stored, { force: true });
    throw error;
  }
}
