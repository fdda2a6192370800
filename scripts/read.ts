import { readdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { openStoredBytes } from "#lib/datasets/stored-bytes";
import type { Address, Email, Problem } from "#lib/emails/email";
import { readEmails } from "#lib/emails/read";
import { isLeftover } from "#lib/leftovers";

/**
 * Shows what the app would read from files: `npm run --silent read -- FILE…`. One line of JSON for each email, or for each
 * thing that could not be read; folders are walked. Ends with 0 whatever the files hold.
 */
type EmailLine = {
  /** The file as it was given; in a zip, tar or gzip with the file inside it behind it ("a.zip/b.eml"). */
  file: string;
  /** Counts from 0 in each file that was given. */
  index: number;
  messageId: string | null;
  from: string | null;
  to: string[];
  cc: string[];
  date: string | null;
  subject: string;
  text: string;
  attachments: number;
};
type ProblemLine = { file: string; index: number; problem: string; message: string };

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Whoever read along (`head`) has seen enough.
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
for (const given of process.argv.slice(2)) await printPath(given);

/** Paths count from where npm was called, not from where it runs the script. */
function absolute(given: string): string {
  return resolve(process.env.INIT_CWD ?? "", given);
}

async function printPath(given: string): Promise<void> {
  try {
    if (!(await stat(absolute(given))).isDirectory()) return await printFile(given);
    const names = (await readdir(absolute(given))).sort();
    for (const path of names.map((name) => join(given, name))) if (!isLeftover(path)) await printPath(path);
  } catch (error) {
    await print({ file: given, index: 0, problem: "unreadable", message: `“${basename(given)}” ${reasonOf(error)}.` });
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "is not there: no file or folder has this name";
  if (code === "EACCES" || code === "EPERM") return "may not be opened by this user";
  return `cannot be opened: ${message}`;
}

async function printFile(given: string): Promise<void> {
  let index = 0;
  try {
    const path = absolute(given);
    const bytes = openStoredBytes(path, 0, (await stat(path)).size);
    for await (const entry of readEmails(bytes.read(), basename(given))) {
      await print(
        entry.kind === "email" ? emailLine(given, index, entry.email) : problemLine(given, index, entry.problem),
      );
      index += 1;
    }
  } catch (error) {
    const message = `“${basename(given)}” could not be read to its end: ${(error as Error).message}.`;
    await print({ file: given, index, problem: "unreadable", message });
  }
}

function emailLine(given: string, index: number, email: Email): EmailLine {
  return {
    file: email.path === "" ? given : `${given}/${email.path}`,
    index,
    messageId: email.messageId,
    from: addresses(email.from)[0] ?? null,
    to: addresses(email.to),
    cc: addresses(email.cc),
    date: email.date === null ? null : new Date(email.date).toISOString(),
    subject: email.subject,
    text: email.text,
    attachments: email.attachments.length,
  };
}

function problemLine(given: string, index: number, { code, message }: Problem): ProblemLine {
  return { file: given, index, problem: code, message };
}

function addresses(people: Address[]): string[] {
  return people.map((person) => person.address.toLowerCase()).filter((address) => address !== "");
}

async function print(line: EmailLine | ProblemLine): Promise<void> {
  if (process.stdout.write(`${JSON.stringify(line)}\n`)) return;
  await new Promise<void>((done) => process.stdout.once("drain", done));
}
