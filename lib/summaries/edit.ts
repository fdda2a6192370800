import type { Db } from "#db/client";
import { AppError } from "#lib/errors";
import { setCurrent } from "#lib/summaries/current";
import { assertRevision, readStored, type StoredSummary } from "#lib/summaries/stored";

type Sign = { at: number; who: string };
type Change = {
  how: "edited" | "restored" | "undone";
  text: string;
  /** Who is to stand as its author, and since when. */
  author: Sign;
  /** The review that holds for this text. */
  review: { at: number | null; who: string };
};
type Edit = Sign & {
  id: number;
  revision: number;
  how: "written" | Change["how"];
  text: string;
  endedReviewAt: number | null;
  endedReviewBy: string;
};
type Changed = { revision: number };

const NO_REVIEW = { at: null, who: "" };

/**
 * Gives a summary another text, a person's. `revision` is that of the text it was made from. The texts before stay as
 * its history, a review of the text before ends, and the search index and the grounding follow by the new revision.
 * Throws AppError: "conflict" when the text is another one meanwhile, "invalid" without words, "not-found".
 */
export function editSummary(
  db: Db,
  { id, revision, text }: { id: number; revision: number; text: string },
  { at, who }: Sign,
): Changed {
  const wanted = text.replace(/\r\n?/g, "\n").trim();
  if (wanted === "") throw new AppError("invalid", "A summary needs some words.");
  return change(
    db,
    id,
    (summary) => {
      if (summary.text === wanted) return null;
      assertRevision(summary, revision);
      return { how: "edited", text: wanted, author: { at, who }, review: NO_REVIEW };
    },
    { at, who },
  );
}

/** Takes back the latest change of a text, which led to `revision`, with the review it had ended. Throws as above. */
export function undoEdit(db: Db, { id, revision }: { id: number; revision: number }, sign: Sign): Changed {
  return change(
    db,
    id,
    (summary) => {
      assertRevision(summary, revision);
      const [last, before] = listEdits(db, id, 2);
      if (!last || !before || last.revision !== revision || last.how === "undone")
        throw new AppError("invalid", "There is nothing to undo.");
      const review = { at: last.endedReviewAt, who: last.endedReviewBy };
      return { how: "undone", text: before.text, author: before, review };
    },
    sign,
  );
}

/** Goes back to a text of its history. Throws as above. */
export function restoreEdit(
  db: Db,
  { id, revision, editId }: { id: number; revision: number; editId: number },
  sign: Sign,
): Changed {
  return change(
    db,
    id,
    (summary) => {
      assertRevision(summary, revision);
      const edit = db.$client
        .prepare("select text from summary_edits where id = ? and summary_id = ?")
        .get(editId, id) as { text: string } | undefined;
      if (!edit) throw new AppError("not-found", "This version does not exist any more.");
      if (edit.text === summary.text) return null;
      return { how: "restored", text: edit.text, author: sign, review: NO_REVIEW };
    },
    sign,
  );
}

/** The texts of a summary, newest first. */
export function listEdits(db: Db, summaryId: number, limit: number): Edit[] {
  return db.$client
    .prepare(
      `select id, revision, how, text, at, who, ended_review_at as endedReviewAt, ended_review_by as endedReviewBy
         from summary_edits where summary_id = ? order by id desc limit ?`,
    )
    .all(summaryId, limit) as Edit[];
}

function change(db: Db, id: number, decide: (summary: StoredSummary) => Change | null, sign: Sign): Changed {
  const run = db.$client.transaction(() => {
    const summary = readStored(db, id);
    const wanted = decide(summary);
    if (wanted === null) return { revision: summary.revision };
    store(db, summary, wanted, sign);
    setCurrent(db, [summary.emailId]);
    return { revision: summary.revision + 1 };
  });
  return run.immediate();
}

function store(db: Db, summary: StoredSummary, wanted: Change, sign: Sign): void {
  const add = db.$client.prepare(
    `insert into summary_edits (summary_id, revision, how, text, at, who, ended_review_at, ended_review_by)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const { id, revision, text, createdAt, reviewedAt, reviewedBy } = summary;
  if (listEdits(db, id, 1)[0]?.text !== text) add.run(id, revision, "written", text, createdAt, "", null, "");
  add.run(id, revision + 1, wanted.how, wanted.text, sign.at, sign.who, reviewedAt, reviewedBy);
  const model = db.$client
    .prepare("select text from summary_edits where summary_id = ? and how = 'written' order by id desc limit 1")
    .pluck()
    .get(id);
  const { author, review } = wanted;
  const isCorrected = wanted.text !== model;
  db.$client
    .prepare(
      `update summaries set text = ?, revision = revision + 1, corrected_at = ?, corrected_by = ?, reviewed_at = ?,
         reviewed_by = ? where id = ?`,
    )
    .run(wanted.text, isCorrected ? author.at : null, isCorrected ? author.who : "", review.at, review.who, id);
}
