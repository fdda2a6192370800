import { join } from "node:path";

/** What lies on disk of one upload: its bytes, and the small file that the upload protocol keeps beside them. */
export function uploadFiles(uploads: string, storedName: string): string[] {
  return [join(uploads, storedName), join(uploads, `${storedName}.json`)];
}
