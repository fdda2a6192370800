import type { Db } from "#db/client";
import { countPointed } from "#lib/datasets/pointed";
import type { DatasetRow, DatasetView, FileView } from "#lib/datasets/view";
import { AppError } from "#lib/errors";

const FILES_SHOWN = 200;

const ROW = `select d.id, d.name, d.created_at as createdAt, d.created_by as createdBy, d.removed_at as removedAt,
    coalesce(sum(f.email_count), 0) as emailCount, coalesce(sum(f.problem_count), 0) as problemCount,
    count(f.id) as fileCount, coalesce(sum(f.length), 0) as bytes,
    coalesce(max(f.state in ('waiting', 'importing')), 0) as isImporting, max(f.finished_at) as readAt,
    (select count(*) from emails e where e.dataset_id = d.id and e.left_out = 1) as leftOutCount
  from datasets d left join dataset_files f on f.dataset_id = d.id`;

type StoredRow = Omit<DatasetRow, "isImporting"> & { isImporting: 0 | 1 };

/** All datasets, the newest first: those in use, or those in the bin. */
export function getDatasets(db: Db, { removed = false }: { removed?: boolean } = {}): DatasetRow[] {
  const rows = db.$client
    .prepare(
      `${ROW} where d.purged_at is null and (d.removed_at is not null) = ? group by d.id
       order by coalesce(d.removed_at, d.created_at) desc, d.id desc`,
    )
    .all(removed ? 1 : 0) as StoredRow[];
  return rows.map(toRow);
}

/** One dataset with its files; also when it is in the bin. Throws AppError "not-found". */
export function getDataset(db: Db, id: number): DatasetView {
  const row = db.$client.prepare(`${ROW} where d.id = ? and d.purged_at is null group by d.id`).get(id) as
    | StoredRow
    | undefined;
  if (!row) throw new AppError("not-found", "This dataset does not exist any more.");
  const submitted = db.$client
    .prepare("select 1 from batches where dataset_id = ? and state = 'submitted' limit 1")
    .get(id);
  return {
    ...toRow(row),
    files: listFiles(db, id),
    pointed: countPointed(db, id),
    hasSubmittedBatch: submitted !== undefined,
  };
}

function listFiles(db: Db, datasetId: number): FileView[] {
  return db.$client
    .prepare(
      `select id, name, state, kind, length, bytes_read as bytesRead, email_count as emailCount,
         problem_count as problemCount,
         (select count(*) from emails e where e.file_id = dataset_files.id and e.is_duplicate = 1) as duplicateCount,
         case when email_count = 0 and problem_count > 0 then
           (select message from import_problems p where p.file_id = dataset_files.id order by position limit 1)
         end as firstProblem
       from dataset_files where dataset_id = ?
       order by case state when 'importing' then 0 when 'waiting' then 1 when 'failed' then 2 else 3 end,
         problem_count = 0, id
       limit ${FILES_SHOWN}`,
    )
    .all(datasetId) as FileView[];
}

function toRow(row: StoredRow): DatasetRow {
  return { ...row, isImporting: row.isImporting === 1 };
}
