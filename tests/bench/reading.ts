/** One file to emails, nothing stored: `reading.ts FILE`. Prints {"seconds", "peakBytes", "emails"}. */
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { readEmails } from "#lib/emails/read";
import { peakBytes } from "#tests/bench/memory";

const file = process.argv[2] ?? "";
const started = performance.now();
let emails = 0;
for await (const entry of readEmails(createReadStream(file), basename(file))) if (entry.kind === "email") emails += 1;
const seconds = (performance.now() - started) / 1000;
process.stdout.write(`${JSON.stringify({ seconds, peakBytes: peakBytes(), emails })}\n`);
