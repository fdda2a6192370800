import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import type { Db } from "#db/client";
import { changeDraft, openDraft } from "#lib/batches/draft";
import { expandBatch, nextToExpand } from "#lib/batches/expand";
import { submit } from "#lib/batches/submit";
import { readEnv } from "#lib/env";
import { places } from "#lib/store";
import { makeDataset } from "#tests/support/factories";

const BODY_LETTERS = 3500;
const SUMMARY =
  "The supplier moves the delivery to Friday and asks for the signed offer before then. Nobody objected. ".repeat(3);

/**
 * A batch of `count` emails of about 4 kB a request (50,000 are 200 MB) that has ended at the provider, with its answers
 * lying here, in another order. Answers the id of its first part.
 */
export async function makeCollectable(db: Db, dataDir: string, count: number): Promise<number> {
  const text = "The quarterly review moves to Friday, and the supplier asks again. ".repeat(BODY_LETTERS / 67);
  const { datasetId } = makeDataset(db, { emails: Array.from({ length: count }, () => ({ text })) });
  const { id } = openDraft(db, datasetId, "");
  const { revision } = changeDraft(db, id, { provider: "openai", promptId: "classic", model: "gpt-6-luna" });
  submit(db, id, revision, "", { ...readEnv({}), openaiApiKey: "sk-bench-1234" });
  const batch = nextToExpand(db);
  if (!batch) throw new Error("nothing was submitted");
  await expandBatch(db, batch, Date.now, new AbortController().signal);
  const parts = db.$client.prepare("select id from parts order by id").pluck().all() as number[];
  for (const part of parts) {
    await writeAnswers(db, join(places(dataDir).parts, `${part}.output.jsonl`), part);
    db.$client
      .prepare(
        `update parts set state = 'collecting', vendor_batch_id = 'batch_bench', vendor_status = 'completed',
           output_file_id = 'file-bench' where id = ?`,
      )
      .run(part);
  }
  return parts[0] ?? 0;
}

async function writeAnswers(db: Db, path: string, partId: number): Promise<void> {
  const ids = db.$client.prepare("select custom_id from requests where part_id = ? order by id").pluck().all(partId);
  const file = createWriteStream(path);
  const step = 7919;
  for (let n = 0, at = 0; n < ids.length; n += 1, at = (at + step) % ids.length) {
    const usage = { prompt_tokens: 900, completion_tokens: 60, total_tokens: 960 };
    const message = { role: "assistant", content: `${at} ${SUMMARY}`, refusal: null };
    const body = {
      id: `chatcmpl-${at}`,
      object: "chat.completion",
      choices: [{ index: 0, message, finish_reason: "stop" }],
      usage,
    };
    const response = { status_code: 200, request_id: `req_${at}`, body };
    const line = JSON.stringify({ id: `batch_req_${at}`, custom_id: ids[at], response, error: null });
    if (!file.write(`${line}\n`)) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
}
