import type { Db } from "#db/client";
import { AppError } from "#lib/errors";
import type { Fields } from "#lib/prompts/form";
import { LONG_EMAIL } from "#lib/search/fill";
import { namedRow, ROW_COLUMNS, ROW_JOINS, type StoredRow } from "#lib/summaries/row";
import { readSteering } from "#lib/summaries/steered";
import { listHistory, listVersions } from "#lib/summaries/versions";
import type { SummaryView } from "#lib/summaries/view";

type Stored = StoredRow & {
  fromText: string;
  to: string;
  cc: string;
  emailDate: number | null;
  emailSubject: string;
  emailText: string;
  hiddenText: string;
  attachments: string;
  fileName: string;
};

/** One summary beside its email. Throws AppError "not-found" when it does not exist or was removed. */
export function getSummary(db: Db, id: number): SummaryView {
  const stored = db.$client
    .prepare(
      `select ${ROW_COLUMNS}, e.from_text as fromText, e."to", e.cc, e.date as emailDate, e.subject as emailSubject,
              e.text as emailText, e.hidden_text as hiddenText, e.attachments, f.name as fileName
         from summaries s ${ROW_JOINS} join emails e on e.id = s.email_id join dataset_files f on f.id = e.file_id
        where s.id = ? and d.removed_at is null and d.purged_at is null and b.removed_at is null and b.purged_at is null`,
    )
    .get(id) as Stored | undefined;
  if (!stored) throw new AppError("not-found", "This summary does not exist any more.");
  const { fromText, to, cc, emailDate, emailSubject, emailText, hiddenText, attachments, fileName, ...row } = stored;
  return {
    ...namedRow(db, row),
    fields: row.fields === null ? null : (JSON.parse(row.fields) as Fields),
    steering: row.isSteered ? readSteering({ subject: emailSubject, text: emailText, hiddenText }) : null,
    history: listHistory(db, id),
    versions: listVersions(db, row.emailId),
    email: {
      fromText,
      to: JSON.parse(to),
      cc: JSON.parse(cc),
      date: emailDate,
      subject: emailSubject,
      text: emailText,
      attachments: JSON.parse(attachments),
      fileName,
      hiddenText,
      isLong: emailText.length > LONG_EMAIL,
    },
  };
}
