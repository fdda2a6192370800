import type { Db } from "#db/client";
import { batches } from "#db/schema";
import { type Fields, SENTIMENTS, URGENCIES } from "#lib/prompts/form";
import { saveOutcomes } from "#lib/summaries/save";
import { generateEmails } from "#tests/bench/generate";
import { makeDataset } from "#tests/support/factories";

const CATEGORIES = ["Billing", "Delivery", "Question", "Other"];
const SLICE = 1000;

/** Three tags of 500, the first of them frequent, and three judgements; every other one has something to do. */
function makeFields(at: number): Fields {
  const tags = [at % 8, at % 90, at % 500].map((n) => `topic ${n} of many`);
  const urgency = URGENCIES[at % URGENCIES.length] ?? "normal";
  const sentiment = SENTIMENTS[(at >> 3) % SENTIMENTS.length] ?? "neutral";
  const due = at % 3 === 0 ? null : `2026-0${1 + (at % 9)}-1${at % 10}`;
  const actions = at % 2 === 0 ? [{ what: `Answer request ${at}`, owner: at % 4 === 0 ? "Ana Ruiz" : null, due }] : [];
  return { tags, category: CATEGORIES[at % CATEGORIES.length] ?? "", sentiment, urgency, actions };
}

/**
 * Makes a dataset of `emails` emails and a batch with a summary of each, with tags, judgements and action items; one in 97
 * failed. `place` seeds the texts and keeps request ids apart: use 0, 1, 2, … with the same `emails`.
 */
export function fillDataset(store: Db, place: number, emails: number): void {
  const wishes = [...generateEmails(emails, place + 1)].map((email) => {
    const [name = "", address = ""] = email.from.slice(0, -1).split(" <");
    return {
      fromText: email.from,
      from: [{ name, address }],
      date: Date.parse(email.date),
      subject: email.subject,
      text: email.body,
    };
  });
  const { datasetId, emailIds } = makeDataset(store, { name: `Dataset ${place}`, emails: wishes });
  const batch = store
    .insert(batches)
    .values({
      datasetId,
      name: `Batch ${place}`,
      state: "submitted",
      provider: "engine",
      model: "m",
      recipe: "mailgist",
      promptName: "Mailgist",
      instructions: "",
      createdAt: 1,
    })
    .returning({ id: batches.id })
    .get();
  const outcomes = emailIds.map((emailId, at) => {
    const isFailed = at % 97 === 0;
    const gist = (wishes[at]?.text ?? "").slice(0, 350);
    const extra = at % 5000 === 1 ? " needle" : at % 1000 === 2 ? " 会議は金曜日です" : "";
    return {
      emailId,
      batchId: batch.id,
      datasetId,
      requestId: place * emails + at + 1,
      outcome: isFailed ? ("failed" as const) : ("summarised" as const),
      text: isFailed ? "" : `${gist} the${extra}`,
      fields: isFailed ? null : makeFields(at),
      reason: isFailed ? "The answer was cut off." : null,
      provider: "engine",
      model: "m",
      at: 1,
    };
  });
  for (let from = 0; from < outcomes.length; from += SLICE) {
    store.$client.transaction(() => saveOutcomes(store, outcomes.slice(from, from + SLICE)))();
  }
}
