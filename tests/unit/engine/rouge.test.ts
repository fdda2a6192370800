import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { newestText } from "#lib/emails/newest";
import { summarise } from "#lib/engine/summarise";

type Sample = { from: string; subject: string; body: string };

const emails = JSON.parse(readFileSync("public/samples/executive-emails.json", "utf8")) as Sample[];
const references = readFileSync("tests/fixtures/references.txt", "utf8")
  .trim()
  .split("\n")
  .map((line) => ({
    email: emails[Number.parseInt(line, 10) - 1] as Sample,
    words: wordsOf(line.replace(/^\d+ /, "")),
  }));

/** The mean of ROUGE-1, ROUGE-2 and ROUGE-L (F1; Lin, 2004) over all emails that somebody summarised by hand. */
function score(write: (email: Sample) => string): number {
  const scores = references.map(({ email, words }) => {
    const own = wordsOf(write(email));
    return (overlap(own, words, 1) + overlap(own, words, 2) + longest(own, words)) / 3;
  });
  return scores.reduce((sum, one) => sum + one, 0) / scores.length;
}

it("summarises nearer to what people write than the first three sentences do", () => {
  const [own, newestThree, firstThree] = [
    score((email) => summarise(email)),
    score((email) => firstSentences(newestText(email.body).text)),
    score((email) => firstSentences(email.body)),
  ];
  expect(references.length).toBeGreaterThan(30);
  expect(own).toBeGreaterThan(1.15 * newestThree);
  expect(own).toBeGreaterThan(1.15 * firstThree);
});

/** The baseline gets the sender in front too, and no greeting. */
function firstSentences(text: string): string {
  const withoutGreeting = text.replace(/^[^\n.!?]{1,60}[,:!]\s*\n+/u, "");
  const sentences = Array.from(new Intl.Segmenter("en", { granularity: "sentence" }).segment(withoutGreeting));
  return sentences
    .map((one) => one.segment.trim())
    .filter(Boolean)
    .slice(0, 3)
    .join(" ");
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.,]\d+)*/gu) ?? [];
}

function overlap(own: string[], other: string[], size: number): number {
  const [one, two] = [grams(own, size), grams(other, size)];
  let shared = 0;
  for (const [gram, count] of one) shared += Math.min(count, two.get(gram) ?? 0);
  return harmonic(shared, own.length - size + 1, other.length - size + 1);
}

function grams(words: string[], size: number): Map<string, number> {
  const found = new Map<string, number>();
  for (let at = 0; at + size <= words.length; at += 1) {
    const gram = words.slice(at, at + size).join(" ");
    found.set(gram, (found.get(gram) ?? 0) + 1);
  }
  return found;
}

/** The longest common subsequence. */
function longest(own: string[], other: string[]): number {
  let row = new Array<number>(other.length + 1).fill(0);
  for (const word of own) {
    const next = [0];
    for (const [at, candidate] of other.entries()) {
      next.push(word === candidate ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
    }
    row = next;
  }
  return harmonic(row.at(-1) ?? 0, own.length, other.length);
}

function harmonic(shared: number, own: number, other: number): number {
  return own <= 0 || other <= 0 ? 0 : (2 * shared) / (own + other);
}
