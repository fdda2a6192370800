import type { Db } from "#db/client";
import { preparedOnce } from "#db/prepared";
import type { Fields as AnswerFields } from "#lib/prompts/form";
import { fieldTexts } from "#lib/search/field-texts";
import { phrases } from "#lib/search/match";
import { type Fields, scoreOf } from "#lib/search/rank";
import { tagsOf } from "#lib/tags/group";

/** So many of the newest hits are ranked; behind them the order is newest first, so that common words stay fast. */
export const RANKED = 200;

/** The same ids, the first RANKED of them in the order of how well they match `query`; equals stay as they were. */
export function rankIds<R extends { id: number }>(db: Db, found: R[], query: string): R[] {
  const wanted = phrases(query);
  const scored = found.slice(0, RANKED).map((row) => ({ row, score: scoreOf(readFields(db, row.id), wanted) }));
  scored.sort((a, b) => b.score - a.score);
  return [...scored.map(({ row }) => row), ...found.slice(RANKED)];
}

type Stored = Pick<Fields, "subject" | "text" | "sender"> & { fields: string | null };

function readFields(db: Db, id: number): Fields {
  const { fields, ...texts } = statements(db).read.get(id) as Stored;
  const answer = fields === null ? null : (JSON.parse(fields) as AnswerFields);
  return { ...texts, tags: tagsOf(db, id), fieldTexts: fieldTexts(answer) };
}

const statements = preparedOnce((client) => ({
  read: client.prepare("select subject, text, sender, fields from summaries where id = ?"),
}));
