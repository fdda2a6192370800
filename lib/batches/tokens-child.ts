/** A child process: counts the tokens of what it is asked, answers in pieces, the last one empty. Ends with its parent. */
import { LONGEST_LINE } from "#lib/batches/limits";
import { type Line, readLines } from "#lib/batches/lines";
import type { TokenQuestion } from "#lib/batches/tokens";
import { countTokens } from "#lib/tokens";

/** What the vendor adds around each message (OpenAI cookbook, counting tokens). */
const AROUND_MESSAGE = 4;
const AROUND_REQUEST = 3;

process.on("disconnect", () => process.exit(0));
process.once("message", async (question: TokenQuestion) => {
  if ("texts" in question) send(question.texts.map(countTokens));
  else for await (const lines of readLines(question.path)) send(lines.map(countLine));
  send([]);
});

function send(counts: number[]): void {
  process.send?.(counts);
}

type Body = { input?: string; messages: { content: string }[]; [option: string]: unknown };

/** What is the same in every request is counted once. */
const known = new Map<string, number>();

function countLine({ text }: Line): number {
  // Longer than is read: larger than any queue.
  if (text === null) return LONGEST_LINE;
  const { body } = JSON.parse(text) as { body: Body };
  const { input, messages, response_format: format } = body;
  if (input !== undefined) return countTokens(input);
  let tokens = AROUND_REQUEST + (format ? countOnce(JSON.stringify(format)) : 0);
  for (const [at, { content }] of messages.entries())
    tokens += AROUND_MESSAGE + (at === messages.length - 1 ? countTokens(content) : countOnce(content));
  return tokens;
}

function countOnce(text: string): number {
  const count = known.get(text) ?? countTokens(text);
  known.set(text, count);
  return count;
}
