import type { Db } from "#db/client";
import { type Cause, causeOf } from "#lib/batches/causes";
import type { ProblemGroup, ReasonGroup } from "#lib/batches/view";
import { LONGEST_BODY } from "#lib/prompts/mailgist";
import { effortOf } from "#lib/prompts/models";
import type { Recipe } from "#lib/prompts/recipe";

type Count = {
  code: string;
  isSettled: 0 | 1;
  count: number;
  ready: number;
  notRun: number;
  partId: number;
  provider: string;
  model: string;
  longestText: number | null;
  answerTokens: number | null;
};
type Group = ProblemGroup & { partId: number };

/** The most sentences that are told apart for all causes together, and for one on its panel. */
const MOST_SENTENCES = 100;
const SENTENCES_PER_GROUP = 3;

/** In the words of the index that holds only these. */
const LATEST_PROBLEMS = `indexed by requests_problems
  where batch_id = ? and is_latest = 1 and outcome in ('failed','not_run')`;

/** Emails of a batch without a summary, by cause, the largest group first; what was left at that comes last. */
export function readProblems(
  db: Db,
  batch: { id: number; recipe: Recipe },
  reasons: ReasonGroup[] = readReasons(db, batch.id),
): ProblemGroup[] {
  const groups = new Map<string, Group>();
  for (const row of readCounts(db, batch.id)) {
    const cause = causeOf(row.code, batch.recipe);
    const key = `${row.isSettled}.${cause.id}`;
    const own = reasons.filter((one) => one.code === row.code && one.message !== "").map((one) => one.message);
    const known = groups.get(key);
    if (known) add(known, row, own, batch.recipe);
    else groups.set(key, begin(cause, row, own, batch.recipe));
  }
  const sorted = [...groups.values()].sort((a, b) => Number(a.isSettled) - Number(b.isSettled) || b.count - a.count);
  return sorted.map(({ partId: _, ...group }) => group);
}

/** The codes of a batch's problems that belong to a cause; all of them when it is null. */
export function codesOf(db: Db, batch: { id: number; recipe: Recipe }, causeId: string | null): string[] {
  const codes = db.$client
    .prepare(
      `select distinct coalesce(reason_code, '') from requests
        where batch_id = ? and is_latest = 1 and outcome in ('failed','not_run')`,
    )
    .pluck()
    .all(batch.id) as string[];
  return codes.filter((code) => causeId === null || causeOf(code, batch.recipe).id === causeId);
}

/** By code and whether it is settled, each with what its newest part asked; the most frequent first. */
function readCounts(db: Db, batchId: number): Count[] {
  return db.$client
    .prepare(
      // Grouped by the index as it lies, before anything else is looked at. SQLite takes bare columns from the row that
      // holds the maximum.
      `with found as (select reason_code, is_settled, part_id, outcome, count(*) as n
           from requests ${LATEST_PROBLEMS} group by reason_code, is_settled, part_id, outcome)
       select coalesce(f.reason_code, '') as code, f.is_settled as isSettled, sum(f.n) as count,
              sum(f.n * (p.state in ('done','stopped'))) as ready, sum(f.n * (f.outcome = 'not_run')) as notRun,
              max(p.id) as partId, p.provider, p.model, p.longest_text as longestText, p.answer_tokens as answerTokens
         from found f join parts p on p.id = f.part_id
        group by code, isSettled order by count desc, code`,
    )
    .all(batchId) as Count[];
}

/** Why emails have no summary, the most frequent reason first. */
export function readReasons(db: Db, batchId: number): ReasonGroup[] {
  return db.$client
    .prepare(
      `with found as (select outcome, reason_code, reason, count(*) as n
           from requests ${LATEST_PROBLEMS} group by reason_code, is_settled, part_id, outcome, reason)
       select outcome, coalesce(reason_code, '') as code, coalesce(reason, '') as message, sum(n) as count
         from found group by outcome, reason_code, reason order by count desc, message limit ?`,
    )
    .all(batchId, MOST_SENTENCES) as ReasonGroup[];
}

function begin(cause: Cause, row: Count, words: string[], recipe: Recipe): Group {
  return {
    cause: cause.id,
    codes: [row.code],
    title: cause.title ?? words[0] ?? "The provider gave no reason",
    meaning: cause.meaning,
    remedy: cause.remedy,
    count: row.count,
    ready: row.ready,
    notRun: row.notRun,
    isSettled: row.isSettled === 1,
    words: [...new Set(words)].slice(0, SENTENCES_PER_GROUP),
    ...askedLast(row, recipe),
    partId: row.partId,
  };
}

function askedLast(row: Count, recipe: Recipe): Pick<ProblemGroup, "sent" | "limits"> {
  const { provider, model, longestText, answerTokens } = row;
  const isOurs = recipe === "mailgist";
  return {
    sent: { provider, model, longestText, answerTokens },
    limits: {
      longestText: longestText ?? (isOurs ? LONGEST_BODY : null),
      answerTokens: answerTokens ?? (isOurs ? effortOf(model).max_completion_tokens : null),
    },
  };
}

function add(group: Group, row: Count, words: string[], recipe: Recipe): void {
  group.codes = [...new Set([...group.codes, row.code])];
  group.count += row.count;
  group.ready += row.ready;
  group.notRun += row.notRun;
  group.words = [...new Set([...group.words, ...words])].slice(0, SENTENCES_PER_GROUP);
  if (row.partId > group.partId) Object.assign(group, { ...askedLast(row, recipe), partId: row.partId });
}
