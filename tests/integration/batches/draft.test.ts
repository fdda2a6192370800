import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { emails } from "#db/schema";
import { changeDraft, getDraft, openDraft } from "#lib/batches/draft";
import { computeEstimate } from "#lib/batches/estimate-draft";
import { hashDraft, previewFiles } from "#lib/batches/files";
import { previewPage } from "#lib/batches/preview";
import { submit } from "#lib/batches/submit";
import { readEnv } from "#lib/env";
import { CLASSIC_INSTRUCTIONS } from "#lib/prompts/classic";
import { EMPTY_FORM } from "#lib/prompts/form";
import { findPrompt, listPrompts } from "#lib/prompts/list";
import { createPrompt, removePrompt, savePrompt } from "#lib/prompts/save";
import { saveBudget } from "#lib/settings/budgets";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";

let store: TempStore;
beforeEach(async () => {
  store = await tempStore("web");
});
afterEach(() => store.close());

describe("a draft", () => {
  test("begins with the defaults, sends nowhere that costs, and is the only one of its dataset", () => {
    const { datasetId } = makeDataset(store.db, { emails: [{}, { leftOut: true }, {}] });
    const draft = openDraft(store.db, datasetId, "Ann");
    expect(draft).toMatchObject({ provider: "engine", recipe: "mailgist", promptName: "Mailgist", emailCount: 2 });
    expect(openDraft(store.db, datasetId, "Bo")).toEqual(draft);
    expect(() => openDraft(store.db, 999, "")).toThrow("gone");
  });

  test("every change raises its revision; another provider brings its own model", () => {
    const { id, revision } = openDraft(store.db, makeDataset(store.db, { emails: 1 }).datasetId, "");
    const openai = changeDraft(store.db, id, { provider: "openai" });
    expect(openai).toMatchObject({ provider: "openai", model: "gpt-6-luna", revision: revision + 1 });
    expect(changeDraft(store.db, id, { model: "gpt-5-mini" })).toMatchObject({ model: "gpt-5-mini" });
    const classic = changeDraft(store.db, id, { promptId: "classic" });
    expect(classic).toMatchObject({ recipe: "classic", promptName: "Classic", instructions: CLASSIC_INSTRUCTIONS });
    const own = changeDraft(store.db, id, { instructions: "In one line." });
    expect(own).toMatchObject({ recipe: "classic", promptName: "Own instructions", revision: revision + 4 });
    expect(own.promptVersion).toBeNull();
    expect(getDraft(store.db, id)).toEqual(own);
    expect(() => changeDraft(store.db, id, { provider: "elsewhere" })).toThrow("where");
    expect(() => changeDraft(store.db, id, { instructions: " " })).toThrow("empty");
    expect(() => changeDraft(store.db, id, { promptId: "77" })).toThrow("gone");
  });

  test("fields are part of what it asks: they change its name, its version, its requests and its expected tokens", async () => {
    const { id } = openDraft(store.db, makeDataset(store.db, { emails: 2 }).datasetId, "");
    const chosen = changeDraft(store.db, id, { promptId: "complaints" });
    expect(chosen).toMatchObject({ promptName: "Customer complaints", promptVersion: 1 });
    const form = { ...(chosen.form ?? EMPTY_FORM), amounts: true };
    const own = changeDraft(store.db, id, { form });
    expect(own).toMatchObject({ promptName: "Own instructions", promptVersion: null, revision: chosen.revision + 1 });
    expect(previewPage(store.db, id, { offset: 0, limit: 1 }).requests[0]?.raw).toContain('"amounts"');
    const count = async (texts: string[]) => texts.map(() => 10);
    const withFields = await computeEstimate(store.db, id, count);
    expect(changeDraft(store.db, id, { form: chosen.form })).toMatchObject({ promptName: "Customer complaints" });
    const without = changeDraft(store.db, id, { form: EMPTY_FORM });
    expect(without.form).toBeNull();
    const alone = await computeEstimate(store.db, id, count);
    expect(withFields.outputTokens.high).toBeGreaterThan(alone.outputTokens.high);
    expect(changeDraft(store.db, id, { promptId: "classic", form }).form).toBeNull();
  });

  test("a change of provider keeps the version of the instructions it was made from", () => {
    const promptId = createPrompt(store.db, { name: "Mine", recipe: "mailgist", instructions: "Be brief." });
    const { id } = openDraft(store.db, makeDataset(store.db, { emails: 1 }).datasetId, "");
    changeDraft(store.db, id, { promptId });
    savePrompt(store.db, promptId, { name: "Mine", recipe: "mailgist", instructions: "Be briefer." });
    expect(changeDraft(store.db, id, { provider: "openai" })).toMatchObject({ promptName: "Mine", promptVersion: 1 });
    expect(changeDraft(store.db, id, { promptId })).toMatchObject({ promptName: "Mine", promptVersion: 2 });
  });

  test("once submitted it cannot be changed, and the dataset gets another", () => {
    const { datasetId, emailIds } = makeDataset(store.db, { emails: [{}, { leftOut: true }] });
    const { id } = openDraft(store.db, datasetId, "");
    expect(submit(store.db, id, 1, "Ann", readEnv({}), 7)).toBe(id);
    expect(submit(store.db, id, 1, "Bo", readEnv({}), 8)).toBe(id);
    expect(() => changeDraft(store.db, id, { promptId: "classic" })).toThrow("already submitted");
    const row = store.db.$client
      .prepare("select selection, submitted_by, submitted_at, email_count from batches")
      .get();
    expect(row).toEqual({
      selection: JSON.stringify({ upToEmailId: emailIds[1], leftOut: [emailIds[1]] }),
      submitted_by: "Ann",
      submitted_at: 7,
      email_count: 1,
    });
    expect(openDraft(store.db, datasetId, "").id).not.toBe(id);
  });
});

test("what a draft would upload follows the emails that are left out", async () => {
  const { datasetId, emailIds } = makeDataset(store.db, { emails: 3 });
  const { id } = openDraft(store.db, datasetId, "");
  const [before] = await previewFiles(store.db, id);
  expect(before).toMatchObject({ number: 1, requests: 3 });
  const leave = (emailId = 0, leftOut = true) =>
    store.db
      .update(emails)
      .set({ chosenOut: leftOut || null })
      .where(eq(emails.id, emailId))
      .run();
  leave(emailIds[0]);
  const [without] = await hashDraft(store.db, id);
  leave(emailIds[0], false);
  leave(emailIds[1]);
  const [other] = await hashDraft(store.db, id);
  expect([without?.requests, other?.requests]).toEqual([2, 2]);
  expect(new Set([before, without, other].map((file) => file?.sha256)).size).toBe(3);
});

describe("an estimate", () => {
  const tenTokensPerWord = async (texts: string[]) => texts.map((text) => text.split(/\s+/).length * 10);

  test("counts every email of a small dataset, and costs nothing on the built-in engine", async () => {
    const { id } = openDraft(store.db, makeDataset(store.db, { emails: 20 }).datasetId, "");
    const estimate = await computeEstimate(store.db, id);
    expect(estimate).toMatchObject({ emails: 20, sampled: 20, parts: 1, cost: { low: 0, high: 0 } });
    expect(estimate.inputTokens.low).toBe(estimate.inputTokens.high);
    expect(estimate.inputTokens.low).toBeGreaterThan(20 * 100);
    expect(estimate.assumptions.join(" ")).toContain("no email leaves");
  });

  test("samples a large one, gives a range that holds the truth, and says what it took for granted", async () => {
    const wishes = Array.from({ length: 2000 }, (_, n) => ({ text: "word ".repeat(10 + ((n * 37) % 100)) }));
    const { id } = openDraft(store.db, makeDataset(store.db, { emails: wishes }).datasetId, "");
    changeDraft(store.db, id, { provider: "openai", promptId: "classic" });
    const estimate = await computeEstimate(store.db, id, tenTokensPerWord);
    expect(estimate.sampled).toBe(500);
    const fixed = CLASSIC_INSTRUCTIONS.split(/\s+/).length * 10 + 12;
    const heads = wishes.map((wish, n) => `From: Person ${n} <x>\nSubject: Subject ${n}\n\n${wish.text}`);
    const truth = (await tenTokensPerWord(heads)).reduce((sum, n) => sum + n + fixed, 0);
    expect(estimate.inputTokens.low).toBeLessThan(truth * 1.02);
    expect(estimate.inputTokens.high).toBeGreaterThan(truth * 0.98);
    expect(estimate.inputTokens.high).toBeGreaterThan(estimate.inputTokens.low);
    expect(estimate.cost?.high).toBeGreaterThan(estimate.cost?.low ?? 0);
    expect(estimate.assumptions.join(" ")).toMatch(/sample of 500.*Batch prices.*24 hours/s);
  });

  test("what is more than may wait at once goes in parts, and says so", async () => {
    const { id } = openDraft(store.db, makeDataset(store.db, { emails: 20 }).datasetId, "");
    const { provider, model } = changeDraft(store.db, id, { provider: "openai" });
    const whole = await computeEstimate(store.db, id, tenTokensPerWord);
    expect(whole.parts).toBe(1);
    const tokens = Math.ceil(whole.inputTokens.high / 3);
    saveBudget(store.db, { provider: provider as "openai", model, tokens }, 1);
    const cut = await computeEstimate(store.db, id, tenTokensPerWord);
    expect(cut.parts).toBe(3);
    expect(cut.assumptions.join(" ")).toContain(`lets ${tokens.toLocaleString("en")} tokens of this model wait`);
    saveBudget(store.db, { provider: provider as "openai", model, tokens: null }, 2);
    expect(await computeEstimate(store.db, id, tenTokensPerWord)).toEqual(whole);
  });

  test("a model whose price nobody knows has no cost; no emails have none either", async () => {
    const { id, datasetId } = openDraft(store.db, makeDataset(store.db, { emails: 2 }).datasetId, "");
    changeDraft(store.db, id, { provider: "openai", model: "gpt-99" });
    expect((await computeEstimate(store.db, id, tenTokensPerWord)).cost).toBeNull();
    store.db.update(emails).set({ chosenOut: true }).where(eq(emails.datasetId, datasetId)).run();
    expect(await computeEstimate(store.db, id, tenTokensPerWord)).toMatchObject({
      emails: 0,
      parts: 0,
      inputTokens: { low: 0, high: 0 },
    });
  });
});

test("own instructions are kept beside the built-in ones, which nobody can change", () => {
  const input = { name: " Board ", recipe: "mailgist" as const, instructions: " Be brief. " };
  const id = createPrompt(store.db, input, 1);
  expect(findPrompt(store.db, id)).toEqual({
    id,
    name: "Board",
    about: "",
    recipe: "mailgist",
    instructions: "Be brief.",
    form: null,
    version: 1,
    isBuiltIn: false,
  });
  savePrompt(store.db, id, { ...input, name: "Bored" }, 2);
  const names = listPrompts(store.db).map((prompt) => prompt.name);
  expect([names[0], ...names.slice(-2)]).toEqual(["Mailgist", "Classic", "Bored"]);
  expect(findPrompt(store.db, id)?.version).toBe(2);
  expect(() => savePrompt(store.db, "classic", input)).toThrow("of your own");
  expect(() => removePrompt(store.db, "mailgist")).toThrow("of your own");
  expect(() => createPrompt(store.db, { ...input, name: " " })).toThrow("name");
  expect(() => savePrompt(store.db, "55", input)).toThrow("gone");
  removePrompt(store.db, id);
  expect(findPrompt(store.db, id)).toBeNull();
});
