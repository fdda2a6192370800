import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";

const run = promisify(execFile);
const MAIL = `From: Ana <ANA@x.com>
To: Bo <bo@x.com>, carl@x.com
Cc: Dora <dora@x.com>
Date: Mon, 5 Oct 2026 09:12:00 +0200
Subject: Offer
Message-ID: <1@x.com>

Two lines
of text
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "read-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** What the command prints, line by line; fails unless it ends with 0 and nothing on stderr. */
async function read(...files: string[]): Promise<unknown[]> {
  const { stdout, stderr } = await run(process.execPath, ["scripts/read.ts", ...files]);
  expect(stderr).toBe("");
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

it("prints one line for each email, with its file as it was given", async () => {
  await writeFile(join(folder, "one.eml"), MAIL);
  expect(await read(join(folder, "one.eml"))).toEqual([
    {
      file: join(folder, "one.eml"),
      index: 0,
      messageId: "1@x.com",
      from: "ana@x.com",
      to: ["bo@x.com", "carl@x.com"],
      cc: ["dora@x.com"],
      date: "2026-10-05T07:12:00.000Z",
      subject: "Offer",
      text: "Two lines\nof text",
      attachments: 0,
    },
  ]);
});

it("counts from 0 in each file and walks folders", async () => {
  await mkdir(join(folder, "in"));
  await writeFile(join(folder, "in", "a.mbox"), `From - x\n${MAIL}\nFrom - x\n${MAIL}`);
  await writeFile(join(folder, "in", "b.eml"), MAIL);
  const lines = (await read(folder)) as { file: string; index: number }[];
  expect(lines.map(({ file, index }) => [file.slice(folder.length), index])).toEqual([
    ["/in/a.mbox", 0],
    ["/in/a.mbox", 1],
    ["/in/b.eml", 0],
  ]);
});

it("says what could not be read and goes on", async () => {
  await writeFile(join(folder, "b.eml"), "");
  await writeFile(join(folder, "c.eml"), MAIL);
  const lines = (await read(join(folder, "a.eml"), join(folder, "b.eml"), join(folder, "c.eml"))) as object[];
  expect(lines).toMatchObject([
    { index: 0, problem: "unreadable", message: "“a.eml” is not there: no file or folder has this name." },
    { index: 0, problem: "empty" },
    { index: 0, subject: "Offer" },
  ]);
});

it("ends quietly when nobody reads on", async () => {
  await writeFile(join(folder, "a.mbox"), `From - x\n${MAIL}${"word ".repeat(2_000)}\n\n`.repeat(200));
  const command = spawn(process.execPath, ["scripts/read.ts", join(folder, "a.mbox")], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(command, "exit");
  let complaints = "";
  command.stderr.on("data", (chunk) => {
    complaints += chunk;
  });
  await once(command.stdout, "data");
  command.stdout.destroy();
  expect(await ended).toEqual([0, null]);
  expect(complaints).toBe("");
});
