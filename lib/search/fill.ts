import type { Db } from "#db/client";
import { preparedOnce } from "#db/prepared";
import type { Fields } from "#lib/prompts/form";
import { domainKey } from "#lib/search/domain";
import { fieldTexts } from "#lib/search/field-texts";
import { fold, sortKey } from "#lib/search/fold";
import { tidyWords } from "#lib/search/forget";
import { learnWords, unlearnWords } from "#lib/search/known-words";
import type { Step } from "#lib/worker/lane";

type Row = {
  id: number;
  text: string;
  subject: string;
  sender: string;
  address: string;
  fields: string | null;
  tags: string | null;
  revision: number;
  indexedRevision: number;
  hasProblems: 0 | 1;
};

/** Characters of an email beyond which instructions may cut it (lib/prompts/mailgist.ts). */
export const LONG_EMAIL = 32_000;
/** Only the size stands in the row itself; counting characters reads the whole text. */
const HAS_PROBLEMS = `coalesce(e.hidden_text <> '' or
  case when octet_length(e.text) > ${LONG_EMAIL} then length(e.text) > ${LONG_EMAIL} else 0 end, 0)`;

/** The names of a summary's tags as they are shown (lib/tags/group.ts), or null. */
const SHOWN_TAGS = `with recursive up(into_id, name) as (
    select t.into_id, t.name from summary_tags g join tags t on t.id = g.tag_id
      where g.summary_id = s.id and g.off_by is null
    union select t.into_id, t.name from up join tags t on t.id = up.into_id)
  select group_concat(name, ' ') from up where into_id is null`;

/** Rows taken at once; small, so that a slice ends close to its time. */
const CHUNK = 50;
const SLICE_MS = 10;

/** Brings the search index up to date, one slice at a time. The rows themselves are the queue. */
export const indexStep: Step = async ({ db }) => fillIndex(db, SLICE_MS) > 0 || tidyWords(db) || unlearnWords(db);

/**
 * Indexes changed summaries for about `ms` milliseconds in one transaction; answers how many rows it did, 0 when
 * there is nothing left.
 */
export function fillIndex(db: Db, ms: number): number {
  const { isAny, waiting, remove, add, mark } = statements(db);
  if (!isAny.get()) return 0;
  const fill = db.$client.transaction(() => {
    const until = performance.now() + ms;
    let count = 0;
    for (;;) {
      const rows = waiting.all() as Row[];
      for (const row of rows) {
        // Below 0 stands what is in the index, but was put there without all that is kept beside it.
        if (row.indexedRevision !== 0) remove.run(row.id);
        const sender = row.address === row.sender ? row.sender : `${row.sender} ${row.address}`;
        const beside = fieldTexts(row.fields === null ? null : (JSON.parse(row.fields) as Fields));
        if (row.tags !== null) beside.unshift(row.tags);
        const folded = [fold(row.text), fold(row.subject), fold(sender), fold(beside.join(" "))] as const;
        add.run(row.id, ...folded);
        learnWords(db, folded);
        const keys = [sortKey(row.sender), sortKey(row.subject), domainKey(row.address)];
        mark.run(row.revision, ...keys, row.hasProblems, row.id);
      }
      count += rows.length;
      // At least one chunk: 0 must only ever mean that nothing is left.
      if (rows.length < CHUNK || performance.now() >= until) return count;
    }
  });
  return fill.immediate();
}

// Prepared once: preparing a statement on a full-text table reads that table's own schema anew.
const statements = preparedOnce((client) => ({
  isAny: client.prepare("select 1 from summaries where indexed_revision < revision limit 1"),
  waiting: client.prepare(
    `select s.id, s.text, s.subject, s.sender, coalesce(e.from_address, '') as address, s.fields,
            (${SHOWN_TAGS}) as tags, s.revision, s.indexed_revision as indexedRevision, ${HAS_PROBLEMS} as hasProblems
       from summaries s indexed by summaries_unindexed left join emails e on e.id = s.email_id
      where s.indexed_revision < s.revision order by s.id limit ${CHUNK}`,
  ),
  remove: client.prepare("delete from summary_words where rowid = ?"),
  add: client.prepare("insert into summary_words (rowid, summary, subject, sender, fields) values (?, ?, ?, ?, ?)"),
  mark: client.prepare(
    `update summaries set indexed_revision = ?, sender_key = ?, subject_key = ?, domain_key = ?, has_problems = ?
      where id = ?`,
  ),
}));
