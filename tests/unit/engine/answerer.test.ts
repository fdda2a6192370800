import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import type { ChatBody } from "#lib/engine/answer";
import { type Answerer, type AnswererOptions, createAnswerer } from "#lib/engine/answerer";

const folder = mkdtempSync(join(tmpdir(), "answerer-"));
const open: Answerer[] = [];
const start = (options?: AnswererOptions) => {
  const answerer = createAnswerer(options);
  open.push(answerer);
  return answerer;
};
const body = (content: string): ChatBody => ({ model: "m", messages: [{ role: "user", content }] });
const script = (name: string, code: string) => {
  const path = join(folder, name);
  writeFileSync(path, code);
  return path;
};
const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

/** A child that answers with the text itself, dies on "die", hangs on "hang". */
const fragile = script(
  "fragile.mjs",
  `process.on("disconnect", () => process.exit(0));
   process.on("message", ({ id, bodies }) => {
     const answers = bodies.map(({ messages: [{ content }] }) => {
       if (content === "die") process.exit(1);
       while (content === "hang");
       return { content, finishReason: "stop", promptTokens: 1, completionTokens: 1 };
     });
     process.send({ id, answers });
   });
   process.send({ ready: true });`,
);

afterEach(async () => {
  await Promise.all(open.splice(0).map((answerer) => answerer.close()));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("createAnswerer", () => {
  test("answers in order from another process, and starts it again when it was killed", async () => {
    const answerer = start();
    const bodies = Array.from({ length: 70 }, (_, i) =>
      body(`From: Ana\nSubject: Pump ${i}\n\nPump ${i} arrives on Monday.`),
    );
    const answers = await answerer.answer(bodies);
    expect(answers.map((one) => ("content" in one ? one.content : one.error))).toEqual(
      bodies.map((_, i) => `Ana: Pump ${i} arrives on Monday.`),
    );
    const first = answerer.pid() ?? 0;
    expect(first).not.toBe(process.pid);
    process.kill(first, "SIGKILL");
    const [again] = await answerer.answer(bodies.slice(0, 1));
    expect(again).toMatchObject({ content: "Ana: Pump 0 arrives on Monday." });
    expect(answerer.pid()).not.toBe(first);
  });

  test("the tokens of a cut body are those of the whole", async () => {
    const answerer = start();
    const [answer] = await answerer.answer([body("word ".repeat(1_000_000))]);
    expect(answer && "promptTokens" in answer && Math.round(answer.promptTokens / 100_000)).toBe(10);
  });

  test.each(["die", "hang"])("a body that makes the child %s fails alone", async (poison) => {
    const answerer = start({ childPath: fragile, groupMs: 1_500 });
    const answers = await answerer.answer([body("a"), body(poison), body("b")]);
    expect(answers).toMatchObject([{ content: "a" }, { error: expect.stringContaining("stopped") }, { content: "b" }]);
    expect(await answerer.answer([body("c")])).toMatchObject([{ content: "c" }]);
  });

  test("a child that cannot start is an error, not an endless loop", async () => {
    const answerer = start({ childPath: script("broken.mjs", "process.exit(3)") });
    await expect(answerer.answer([body("a")])).rejects.toThrow("could not start");
  });

  test("the child ends when idle and when closed", async () => {
    const answerer = start({ childPath: fragile, idleMs: 1 });
    await answerer.answer([body("a")]);
    await until(() => answerer.pid() === null);
    await answerer.answer([body("b")]);
    const pid = answerer.pid() ?? 0;
    await answerer.close();
    expect(alive(pid)).toBe(false);
    await expect(answerer.answer([body("c")])).rejects.toThrow("closed");
  });

  test("an empty list needs no child", async () => {
    const answerer = start();
    expect(await answerer.answer([])).toEqual([]);
    expect(answerer.pid()).toBeNull();
  });
});
