import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { hashDraft } from "#lib/batches/files";
import { getBatch } from "#lib/batches/get";
import { downloadJsonl } from "#lib/batches/jsonl-download";
import { listBatches } from "#lib/batches/list";
import { previewPage } from "#lib/batches/preview";
import { submit } from "#lib/batches/submit";
import { AppError } from "#lib/errors";
import { addsUp, startWorld, type World } from "#tests/integration/batches/world";

let world: World;
afterEach(() => world.close());

test("takes a draft to summaries, and the ledger adds up", async () => {
  world = await startWorld();
  const id = world.submitted(60);
  expect(getBatch(world.db, id)).toMatchObject({ phase: "waiting", label: "Waiting", isActive: true });
  const view = await world.finish(id);
  expect(view.ledger).toEqual({ emails: 60, summarised: 60, failed: 0, notRun: 0, pending: 0 });
  expect(view).toMatchObject({ phase: "done", label: "Done", tone: "good", canRetry: false, canCancel: false });
  expect(view.parts[0]).toMatchObject({ state: "done", vendorStatus: "completed", requestCount: 60 });
  expect(view.usage.inputTokens).toBeGreaterThan(60);
  const texts = world.db.$client
    .prepare("select s.text, e.subject from summaries s join emails e on e.id = s.email_id where s.batch_id = ?")
    .all(id) as { text: string; subject: string }[];
  expect(texts).toHaveLength(60);
  for (const { text, subject } of texts) expect(text).toContain(`${subject} Hello,`);
  expect(listBatches(world.db, { active: true })).toEqual([]);
  expect(listBatches(world.db).map((row) => row.id)).toEqual([id]);
});

test("deletes input, output and error file at the vendor and keeps the receipts", async () => {
  world = await startWorld();
  await world.finish(world.submitted(3));
  const open = () => world.db.$client.prepare("select count(*) from deletions where deleted_at is null").pluck().get();
  await world.until(() => open() === 0);
  const receipts = world.db.$client.prepare("select receipt from deletions").pluck().all();
  expect(receipts).toEqual(["200", "200"]);
});

test("uploads the very bytes of the preview and the download", async () => {
  world = await startWorld();
  const { id, emailIds } = world.draft([
    { subject: "Größe \u2013 \u{1f600}", text: "line\r\nnext\u2028 \ud800 end" },
    { text: "left out", leftOut: true },
    { text: "x".repeat(70_000) },
  ]);
  const [file] = await hashDraft(world.db, id);
  const download = await bytesOf((await downloadJsonl(world.db, id, 1, world.dataDir)).body);
  expect(sha256(download)).toBe(file?.sha256);
  const preview = previewPage(world.db, id, { offset: 0, limit: 50 });
  expect(preview.requests.map((one) => `${one.raw}\n`).join("")).toBe(download.toString("utf8"));
  expect(preview.requests.map((one) => [one.line, one.customId, one.emailId])).toEqual([
    [1, `email-0-${id}`, emailIds[0]],
    [2, `email-1-${id}`, emailIds[2]],
  ]);
  expect(previewPage(world.db, id, { offset: 1, limit: 1 })).toMatchObject({ total: 2, next: null });

  let uploaded = Buffer.alloc(0);
  submit(world.db, id, 2, "", world.context.env);
  await world.until(() => getBatch(world.db, id).parts[0]?.state === "submitted");
  const part = getBatch(world.db, id).parts[0];
  const client = await fetch(`${world.vendor.url}/files/${part?.vendorFileId}/content`);
  uploaded = Buffer.from(await client.arrayBuffer());
  expect(sha256(uploaded)).toBe(file?.sha256);
  expect(part).toMatchObject({ sha256: file?.sha256, bytes: file?.bytes });
  expect(sha256(readFileSync(join(world.dataDir, "parts", `${part?.id}.jsonl`)))).toBe(file?.sha256);
  const again = await downloadJsonl(world.db, id, 1, world.dataDir);
  expect(again.bytes).toBe(uploaded.length);
  expect(sha256(await bytesOf(again.body))).toBe(file?.sha256);
});

test("cuts a large batch into parts, in the preview as in the upload", async () => {
  const limits = { requests: 7, bytes: 3000 };
  world = await startWorld({ limits });
  const wishes = Array.from({ length: 30 }, (_, n) => ({ text: "y".repeat((n * 97) % 900) }));
  const { id } = world.draft(wishes);
  const files = await hashDraft(world.db, id, limits);
  expect(files.length).toBeGreaterThan(4);
  expect(files.every((file) => file.requests <= 7 && file.bytes <= 3000)).toBe(true);
  const downloaded = [];
  for (const { number } of files)
    downloaded.push(sha256(await bytesOf((await downloadJsonl(world.db, id, number, world.dataDir, limits)).body)));
  expect(downloaded).toEqual(files.map((file) => file.sha256));
  submit(world.db, id, 2, "", world.context.env);
  const view = await world.finish(id);
  expect(
    view.parts.map(({ number, requestCount, bytes, sha256 }) => ({ number, requests: requestCount, bytes, sha256 })),
  ).toEqual(files);
  expect(view.ledger.summarised).toBe(30);
});

test("fifty submits of one draft make one batch", async () => {
  world = await startWorld();
  const { id } = world.draft(2);
  const answers = await Promise.all(
    Array.from({ length: 50 }, async () => submit(world.db, id, 2, "", world.context.env)),
  );
  expect(new Set(answers)).toEqual(new Set([id]));
  await world.finish(id);
  expect(world.made()).toBe(1);
});

test("refuses to submit what is not ready, in plain words", async () => {
  world = await startWorld();
  const env = { ...world.context.env, openaiApiKey: null };
  const { id, datasetId } = world.draft(1);
  expect(() => submit(world.db, id, 1, "", env)).toThrow("changed in another window");
  expect(() => submit(world.db, id, 2, "", env)).toThrow("no OpenAI key");
  world.db.$client.prepare("update dataset_files set state = 'importing' where dataset_id = ?").run(datasetId);
  expect(() => submit(world.db, id, 2, "", world.context.env)).toThrow("still being read");
  world.db.$client.prepare("update dataset_files set state = 'done'").run();
  world.db.$client.prepare("update emails set chosen_out = 1").run();
  expect(() => submit(world.db, id, 2, "", world.context.env)).toThrow(AppError);
  expect(() => submit(world.db, 999, 2, "", world.context.env)).toThrow("gone");
  expect(getBatch(world.db, id).phase).toBe("draft");
});

test("asks for summaries with our own recipe and reads the JSON that comes back", async () => {
  world = await startWorld({
    vendor: {
      answer: async (bodies) =>
        bodies.map((_, i) => ({
          content: i === 0 ? "no JSON" : JSON.stringify({ summary: `Summary ${i}` }),
          finishReason: i === 1 ? ("length" as const) : ("stop" as const),
          promptTokens: 10,
          completionTokens: 5,
          ...(i === 2 ? { refusal: "I cannot" } : {}),
        })),
    },
  });
  const { id } = world.draft(5);
  world.db.$client.prepare("update batches set recipe = 'mailgist' where id = ?").run(id);
  submit(world.db, id, 2, "", world.context.env);
  const view = await world.finish(id);
  expect(addsUp(view)).toBe(true);
  expect(view).toMatchObject({ label: "Done with 3 problems", canRetry: true });
  expect(view.reasons.map((one) => one.code).sort()).toEqual(["length", "not_json", "refusal"]);
  const texts = world.db.$client.prepare("select text from summaries where outcome = 'summarised' order by email_id");
  expect(texts.pluck().all()).toEqual(["Summary 3", "Summary 4"]);
});

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.from(await new Response(stream).arrayBuffer());
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
