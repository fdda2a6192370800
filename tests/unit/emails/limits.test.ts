import { describe, expect, it } from "vitest";
import { ENTRY_LIMIT, MESSAGE_LIMIT } from "#lib/emails/limits";
import { readEmails } from "#lib/emails/read";

/** A source that says one thing over and over between a start and an end; nothing of it lies in memory at once. */
async function* endless(start: string, filler: string, bytes: number, end: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(start);
  const piece = Buffer.from(filler.repeat(Math.ceil(1_000_000 / filler.length)));
  for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
  yield Buffer.from(end);
}

describe("an entry that is too long is left out, and reading goes on behind it", () => {
  const envelope = "From a@x.com Mon Jan  1 10:00:00 2024\nFrom: a@x.com\n";
  it.each<[string, string, string, number, string]>([
    ["a.json", '[{"subject":"S","body":"one"},{"subject":"', "words ", ENTRY_LIMIT, '"},{"subject":"S","body":"two"}]'],
    [
      "a.jsonl",
      '{"subject":"S","body":"one"}\n{"subject":"',
      "words ",
      ENTRY_LIMIT,
      '"}\n{"subject":"S","body":"two"}\n',
    ],
    ["a.csv", "from,subject,body\na@x.com,S,one\na@x.com,S,", "words ", ENTRY_LIMIT, "\na@x.com,S,two\n"],
    [
      "a.mbox",
      `${envelope}Subject: S\n\none\n\n${envelope}Subject: L\n\n`,
      "words\n",
      MESSAGE_LIMIT,
      `\n\n${envelope}Subject: S\n\ntwo\n`,
    ],
  ])("%s", async (name, start, filler, limit, end) => {
    const seen: string[] = [];
    for await (const entry of readEmails(endless(start, filler, limit * 1.2, end), name)) {
      seen.push(entry.kind === "email" ? entry.email.text : entry.problem.code);
      if (entry.kind === "problem") expect(entry.problem.raw.length).toBeLessThanOrEqual(2_000);
    }
    expect(seen).toEqual(["one", "too-long", "two"]);
  });

  it("an .eml over the limit is one problem", async () => {
    const entries = [];
    for await (const entry of readEmails(endless("Subject: S\n\n", "words\n", MESSAGE_LIMIT * 1.1, ""), "a.eml"))
      entries.push(entry);
    expect(entries).toMatchObject([{ kind: "problem", position: 0, problem: { code: "too-long" } }]);
  });
});
