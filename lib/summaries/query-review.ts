import type { Sql } from "#lib/search/vectors";
import type { SummaryFilter } from "#lib/summaries/view";

const REVIEWED = "select id from summaries indexed by summaries_reviewed where reviewed_at is not null";
const CORRECTED = "select id from summaries indexed by summaries_corrected where corrected_at is not null";
const PROBLEMS = `select id from summaries indexed by summaries_problems where has_problems = 1
  union all select id from summaries indexed by summaries_steered where is_steered = 1`;
const NEEDS_LOOK =
  "select id from summaries indexed by summaries_needs_look where needs_look = 1 and reviewed_at is null";

/** What a filter asks of the checks that were made by Mailgist and by people. Each reads an index of those rows only. */
export function* reviewConditions({ look, problems, review }: SummaryFilter): Generator<Sql> {
  if (look) yield { text: `s.id in (${NEEDS_LOOK})`, values: [] };
  if (problems) yield { text: `s.id in (${PROBLEMS})`, values: [] };
  if (review === "reviewed") yield { text: `s.id in (${REVIEWED})`, values: [] };
  if (review === "corrected") yield { text: `s.id in (${CORRECTED})`, values: [] };
  if (review === "open") yield { text: `s.outcome = 'summarised' and s.id not in (${REVIEWED})`, values: [] };
}
