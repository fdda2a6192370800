import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { buildLine } from "#lib/batches/jsonl";
import { breaksContract } from "#tests/support/vendor-contract";
import { type ResultLine, requestLine, startEngineAndCapture } from "#tests/support/vendor-engine";

/**
 * What the engine sends, by the SDK's type for it. Where the types of files, batches and models leave a property out,
 * the wire has null.
 */
const TYPES: Record<string, string> = {
  file: 'import("openai/resources/files").FileObject',
  deletion: 'import("openai/resources/files").FileDeleted',
  batch: 'import("openai/resources/batches").Batch',
  completion: 'import("openai/resources/chat/completions").ChatCompletion',
  model: 'import("openai/resources/models").Model',
};
const FOLDER = "tests/.tmp/contract";
afterEach(() => rmSync(FOLDER, { recursive: true, force: true }));

test("every JSON the engine sends fits the SDK's types", async () => {
  const captured = await startEngineAndCapture([
    requestLine("a"),
    requestLine("b", {}, "Another text, a little longer."),
  ]);
  expect(new Set(captured.map(({ kind }) => kind))).toEqual(new Set(Object.keys(TYPES)));
  const lines = captured.map(
    ({ kind, value }, at) =>
      `export const v${at}: ${TYPES[kind]} = ${JSON.stringify(kind === "completion" ? value : withoutNulls(value))};`,
  );
  expect(typeErrors(lines)).toBe("");
  expect(typeErrors([`export const wrong: ${TYPES.batch} = { id: 1 };`])).not.toBe("");
}, 120_000);

test("every line we build fits the contract, whatever the email holds", () => {
  const email = fc.record({ from: fc.string(), subject: fc.string(), text: fc.string({ unit: "binary" }) });
  fc.assert(
    fc.property(email, fc.constantFrom("classic" as const, "mailgist" as const), ({ from, subject, text }, recipe) => {
      const asked = { batchId: 3, model: "gpt-6-luna", recipe, instructions: "Be brief." };
      const line = buildLine(
        { id: 1, customId: "email-0-3", fromText: from, to: [], date: null, subject, text },
        asked as Parameters<typeof buildLine>[1],
      );
      expect(line.indexOf("\n")).toBe(line.length - 1);
      expect(breaksContract("BatchRequestInput", JSON.parse(line))).toBeNull();
      expect(line.isWellFormed()).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test("a result line of either kind fits the contract", () => {
  const lines: ResultLine[] = [
    { id: "batch_req_1", custom_id: "a", response: { status_code: 200, request_id: "r", body: {} }, error: null },
    { id: "batch_req_2", custom_id: "b", response: null, error: { code: "batch_expired", message: "Expired." } },
  ];
  for (const line of lines) expect(breaksContract("BatchRequestOutput", line)).toBeNull();
});

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== null)
      .map(([key, one]) => [key, withoutNulls(one)]),
  );
}

/** What the compiler says of a file with these lines. */
function typeErrors(lines: string[]): string {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, "replies.ts");
  writeFileSync(file, lines.join("\n"));
  const flags = [
    "--noEmit",
    "--strict",
    "--skipLibCheck",
    "--module",
    "nodenext",
    "--target",
    "esnext",
    "--ignoreConfig",
  ];
  try {
    execFileSync("node_modules/.bin/tsc", [...flags, file], { encoding: "utf8" });
    return "";
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
