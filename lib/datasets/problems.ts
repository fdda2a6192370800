import type { Db } from "#db/client";
import { CSV_START, csvLine } from "#lib/datasets/csv";
import type { ProblemPage, ProblemRow } from "#lib/datasets/view";

const PAGE_LIMIT = 500;

/** What could not be read in a dataset, in the order it was met. */
export function listProblems(
  db: Db,
  datasetId: number,
  { offset, limit }: { offset: number; limit: number },
): ProblemPage {
  const rows = db.$client
    .prepare(
      `select p.id, f.name as fileName, p.place, p.code, p.message
       from import_problems p join dataset_files f on f.id = p.file_id
       where p.dataset_id = ? order by p.id limit ? offset ?`,
    )
    .all(datasetId, Math.min(Math.max(1, limit), PAGE_LIMIT), Math.max(0, offset)) as ProblemRow[];
  const { total } = db.$client
    .prepare("select count(*) as total from import_problems where dataset_id = ?")
    .get(datasetId) as { total: number };
  return { rows, total };
}

type RawProblem = { id: number; name: string; place: string; message: string; raw: string };

/** All problems of a dataset as CSV, piece by piece: file, place, what happened, and the start of what was there. */
export async function* problemsCsv(db: Db, datasetId: number): AsyncGenerator<string> {
  yield CSV_START + csvLine(["File", "Place", "What happened", "Start of the text"]);
  const page = db.$client.prepare(
    `select p.id, f.name, p.place, p.message, p.raw from import_problems p join dataset_files f on f.id = p.file_id
     where p.dataset_id = ? and p.id > ? order by p.id limit ${PAGE_LIMIT}`,
  );
  for (let after = 0; ; ) {
    const rows = page.all(datasetId, after) as RawProblem[];
    if (rows.length === 0) return;
    yield rows.map((row) => csvLine([row.name, row.place, row.message, row.raw])).join("");
    after = rows.at(-1)?.id ?? after;
  }
}
