import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { type GeneratedEmail, generateEmails } from "#tests/bench/generate";

/** A message as mail programs write it: half of them plain quoted-printable, half with HTML beside the text. */
function messageOf(email: GeneratedEmail, index: number): string {
  const head = [
    `Message-ID: <${index}@example.com>`,
    `From: ${email.from}`,
    `To: ${email.to}`,
    `Date: ${new Date(email.date).toUTCString()}`,
    `Subject: =?utf-8?B?${Buffer.from(email.subject).toString("base64")}?=`,
    "MIME-Version: 1.0",
  ].join("\n");
  const plain = `Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n${quoted(email.body)}\n`;
  if (index % 2 === 0) return `${head}\n${plain}`;
  const html = `<html><body>${email.body
    .split("\n")
    .map((line) => `<p style="margin:0">${line}</p>`)
    .join("")}</body></html>`;
  const part = `Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n${quoted(html)}\n`;
  return `${head}\nContent-Type: multipart/alternative; boundary=b1\n\n--b1\n${plain}--b1\n${part}--b1--\n`;
}

function quoted(text: string): string {
  const bytes = Buffer.from(text.replaceAll("=", "=3D")).toString("latin1");
  const escaped = bytes.replace(/[\x80-\xff]/g, (byte) => `=${byte.charCodeAt(0).toString(16).toUpperCase()}`);
  return escaped.replace(/(.{1,72})(?=.)/g, "$1=\n").replaceAll("=\n\n", "\n");
}

/** Writes made-up emails as one mailbox (mboxrd). */
export async function writeMbox(path: string, count: number): Promise<void> {
  await write(path, count, "", (email, index) => {
    const body = messageOf(email, index).replace(/^(>*From )/gm, ">$1");
    return `From a@example.com Mon Jan  5 10:00:00 2026\n${body}\n`;
  });
}

/** Writes them as a table with a header row. */
export async function writeCsv(path: string, count: number): Promise<void> {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  await write(path, count, "from,to,date,subject,body\n", (email) => {
    return `${[email.from, email.to, email.date, email.subject, email.body].map(cell).join(",")}\n`;
  });
}

async function write(
  path: string,
  count: number,
  head: string,
  entry: (email: GeneratedEmail, index: number) => string,
): Promise<void> {
  const file = createWriteStream(path);
  file.write(head);
  let index = 0;
  for (const email of generateEmails(count)) {
    if (!file.write(entry(email, index))) await once(file, "drain");
    index += 1;
  }
  file.end();
  await once(file, "close");
}
