import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { summarise } from "#lib/engine/summarise";
import { wordCount } from "#lib/engine/summarise-fit";

/** Prints every sample's sender, subject and built-in summary with its word count: `node scripts/summaries.ts`. */
const file = fileURLToPath(new URL("../public/samples/executive-emails.json", import.meta.url));
const emails = JSON.parse(readFileSync(file, "utf8")) as { from: string; subject: string; body: string }[];
const counts: number[] = [];
for (const [i, email] of emails.entries()) {
  const summary = summarise(email);
  counts.push(wordCount(summary));
  process.stdout.write(`${i + 1}. ${email.from} | ${email.subject}\n   [${counts.at(-1)}] ${summary}\n\n`);
}
process.stdout.write(`${emails.length} emails, longest summary ${Math.max(...counts)} words\n`);
