import { setImmediate as turn } from "node:timers/promises";
import type { Db } from "#db/client";
import type { Answer } from "#lib/batches/answers";
import type { Batch } from "#lib/batches/draft";
import type { Part } from "#lib/batches/parts";
import { type OutcomeRow, saveOutcomes } from "#lib/summaries/save";

type Known = {
  id: number;
  emailId: number;
  customId: string;
  outcome: Answer["outcome"] | null;
  /** The line that answered it; null when none did. */
  place: number | null;
};
type Settled = { request: Known; answer: Omit<Answer, "customId"> };

export type Outcomes = {
  /** Reads the part's requests. */
  load(): Promise<void>;
  /**
   * Gives a request its outcome; answers why not, when the line belongs to none or comes second. `place` grows in
   * the order of reading: a line that was read before changes nothing. Stored by `flush`.
   */
  take(answer: Answer, place: number): string | null;
  /** Gives the next requests without an answer this one; answers how many there were. Stored by `flush`. */
  settle(answer: Omit<Answer, "customId">, limit: number): number;
  /**
   * Stores what was taken, inside the caller's transaction, in the order of the emails, for as long as `isTime` says.
   * Answers whether all of it is stored; until then nothing may be taken.
   */
  flush(now: number, isTime?: () => boolean): boolean;
};

const LOAD_ROWS = 5000;
/** Rows stored between two looks at the time. */
const ROWS_PER_LOOK = 100;

/** The outcomes of one part while it is collected: the first valid success of each request wins. */
export function createOutcomes(db: Db, part: Part, batch: Batch): Outcomes {
  const byCustomId = new Map<string, Known>();
  let settled: Settled[] = [];
  let stored = 0;
  const update = db.$client.prepare(
    `update requests set outcome = ?, reason_code = ?, reason = ?, input_tokens = ?, output_tokens = ?, answer_place = ?
      where id = ?`,
  );
  let unanswered: Iterator<Known> | null = null;

  function set(request: Known, answer: Omit<Answer, "customId">): void {
    request.outcome = answer.outcome;
    settled.push({ request, answer });
  }

  return {
    async load() {
      const read = db.$client.prepare(
        `select id, email_id as emailId, custom_id as customId, outcome, answer_place as place from requests
          where part_id = ? and custom_id > ? order by custom_id limit ?`,
      );
      for (let after = ""; ; ) {
        const rows = read.all(part.id, after, LOAD_ROWS) as Known[];
        for (const row of rows) byCustomId.set(row.customId, row);
        const last = rows.at(-1);
        if (!last) return;
        after = last.customId;
        await turn();
      }
    },
    take(answer, place) {
      const request = byCustomId.get(answer.customId);
      if (!request) return "no email of this batch";
      if (request.place !== null && place <= request.place) return null;
      const isBetter = answer.outcome === "summarised" && request.outcome !== "summarised";
      if (request.outcome !== null && !isBetter) return "a second answer for the same email";
      request.place = place;
      set(request, answer);
      return null;
    },
    settle(answer, limit) {
      unanswered ??= byCustomId.values();
      let count = 0;
      while (count < limit) {
        const next = unanswered.next();
        if (next.done) break;
        if (next.value.outcome !== null) continue;
        set(next.value, answer);
        count += 1;
      }
      return count;
    },
    flush(now, isTime = () => true) {
      // In the order of arrival, every row would open other pages of the table and of each of its indexes.
      if (stored === 0) settled.sort((a, b) => a.request.id - b.request.id);
      do {
        const slice = settled.slice(stored, stored + ROWS_PER_LOOK);
        store(slice, now);
        stored += slice.length;
      } while (stored < settled.length && isTime());
      if (stored < settled.length) return false;
      settled = [];
      stored = 0;
      return true;
    },
  };

  function store(slice: Settled[], now: number): void {
    const rows: OutcomeRow[] = [];
    for (const { request, answer } of slice) {
      const { outcome, code, reason, inputTokens, outputTokens, text, fields } = answer;
      update.run(outcome, code, reason, inputTokens, outputTokens, request.place, request.id);
      rows.push({
        emailId: request.emailId,
        batchId: part.batchId,
        datasetId: batch.datasetId,
        requestId: request.id,
        outcome,
        text,
        fields,
        reason,
        provider: part.provider,
        model: part.model,
        at: now,
      });
    }
    saveOutcomes(db, rows);
  }
}
