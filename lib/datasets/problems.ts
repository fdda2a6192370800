import type { Db } from "#db/client";
import { CSV_START, csvLine } from "#lib/csv";
import { titleOf } from "#lib/datasets/problem-words";
import type { ProblemGroup, ProblemPage, ProblemRow } from "#lib/datasets/view";

const PAGE_LIMIT = 500;

/** The first word of a place: "row" of "row 12", "the" of "the file". */
const UNIT = "substr(p.place, 1, instr(p.place || ' ', ' ') - 1)";

/** What could not be read in a dataset, or one kind of it, in the order it was met. */
export function listProblems(
  db: Db,
  datasetId: number,
  { offset, limit, code, unit }: { offset: number; limit: number; code?: string; unit?: string },
): ProblemPage {
  const which = `p.dataset_id = @datasetId and (@code is null or p.code = @code) and (@unit is null or ${UNIT} = @unit)`;
  const named = { datasetId, code: code ?? null, unit: unit ?? null };
  const rows = db.$client
    .prepare(
      `select p.id, f.name as fileName, p.place, p.code, p.message, p.raw
       from import_problems p join dataset_files f on f.id = p.file_id
       where ${which} order by p.id limit @limit offset @offset`,
    )
    .all({ ...named, limit: Math.min(Math.max(1, limit), PAGE_LIMIT), offset: Math.max(0, offset) }) as ProblemRow[];
  const total = db.$client
    .prepare(`select count(*) from import_problems p where ${which}`)
    .pluck()
    .get(named) as number;
  return { rows, total };
}

/** The problems of a dataset by kind, the most frequent first. */
export function groupProblems(db: Db, datasetId: number): ProblemGroup[] {
  const groups = db.$client
    .prepare(
      `select g.code, g.unit, g.count, p.message as example from
         (select p.code, ${UNIT} as unit, count(*) as count, min(p.id) as first from import_problems p
           where p.dataset_id = ? group by 1, 2) g
       join import_problems p on p.id = g.first order by g.count desc, g.first`,
    )
    .all(datasetId) as Omit<ProblemGroup, "title">[];
  return groups.map((group) => ({ ...group, title: titleOf(group) }));
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
