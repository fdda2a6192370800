/**
 * Messages to text, one after the other, on one core: `messages.ts FILE.mbox READER` with the reader mailgist, postal-mime or
 * mailparser. The file is split beforehand, so that only the reading of messages is measured. Prints {"seconds",
 * "peakBytes", "messages"}.
 */
import { readFileSync } from "node:fs";
import { simpleParser } from "mailparser";
import PostalMime from "postal-mime";
import { readMessage } from "#lib/emails/message";
import { peakBytes } from "#tests/bench/memory";

const READERS: Record<string, (message: Buffer) => unknown> = {
  mailgist: readMessage,
  "postal-mime": (message) => PostalMime.parse(message),
  mailparser: (message) => simpleParser(message, { skipImageLinks: true }),
};

const read = READERS[process.argv[3] ?? ""];
if (!read) throw new Error("which reader?");
const messages = readFileSync(process.argv[2] ?? "", "latin1")
  .split(/^From .*\n/m)
  .slice(1)
  .map((message) => Buffer.from(message, "latin1"));
const started = performance.now();
for (const message of messages) await read(message);
const seconds = (performance.now() - started) / 1000;
process.stdout.write(`${JSON.stringify({ seconds, peakBytes: peakBytes(), messages: messages.length })}\n`);
