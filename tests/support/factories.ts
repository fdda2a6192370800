import type { Db } from "#db/client";
import { datasetFiles, datasets, emails } from "#db/schema";
import type { Email } from "#lib/emails/email";

/** Every time in made-up rows counts from here: 2026-01-05 09:00 UTC. */
export const FIRST_TIME = Date.UTC(2026, 0, 5, 9);
const ROWS_PER_INSERT = 500;

/** What a test wants to say about one email; the rest is filled in. */
export type EmailWish = Partial<Email> & { leftOut?: boolean };

/** A whole Email, the n-th of its kind (0-based). */
function makeEmail(n: number, wish: Partial<Email> = {}): Email {
  return {
    messageId: `<${n}@example.com>`,
    inReplyTo: null,
    references: [],
    hiddenText: "",
    path: "",
    folder: "",
    fromText: `Person ${n} <person${n}@example.com>`,
    from: [{ name: `Person ${n}`, address: `person${n}@example.com` }],
    to: [{ name: "The Boss", address: "boss@example.com" }],
    cc: [],
    date: FIRST_TIME + n * 60_000,
    subject: `Subject ${n}`,
    text: `Hello,\n\nthis is the text of email ${n}. Please send offer ${n} by Friday.\n\nPerson ${n}`,
    attachments: [],
    extra: {},
    ...wish,
  };
}

/**
 * Inserts a dataset with one file that is done and its emails, without any import. `emails` is how many, or what each
 * should say. Answers ids, the emails' in order.
 */
export function makeDataset(
  db: Db,
  wish: { name?: string; emails: number | EmailWish[] },
): { datasetId: number; fileId: number; emailIds: number[] } {
  const wishes: EmailWish[] =
    typeof wish.emails === "number" ? Array.from({ length: wish.emails }, () => ({})) : wish.emails;
  return db.transaction((tx) => {
    const dataset = tx
      .insert(datasets)
      .values({ name: wish.name ?? "Test emails", createdAt: FIRST_TIME, createdBy: "Tester" })
      .returning({ id: datasets.id })
      .get();
    const file = tx
      .insert(datasetFiles)
      .values({
        datasetId: dataset.id,
        name: "test.json",
        storedName: `test-${dataset.id}`,
        length: wishes.length * 100,
        bytesRead: wishes.length * 100,
        state: "done",
        kind: "json",
        entriesRead: wishes.length,
        emailCount: wishes.length,
        createdAt: FIRST_TIME,
        finishedAt: FIRST_TIME,
      })
      .returning({ id: datasetFiles.id })
      .get();
    const emailIds: number[] = [];
    for (let at = 0; at < wishes.length; at += ROWS_PER_INSERT) {
      const rows = wishes.slice(at, at + ROWS_PER_INSERT).map((one, n) => emailRow(dataset.id, file.id, at + n, one));
      for (const row of tx.insert(emails).values(rows).returning({ id: emails.id }).all()) emailIds.push(row.id);
    }
    return { datasetId: dataset.id, fileId: file.id, emailIds };
  });
}

function emailRow(datasetId: number, fileId: number, position: number, wish: EmailWish): typeof emails.$inferInsert {
  const { leftOut = false, ...partial } = wish;
  const email = makeEmail(position, partial);
  const sender = email.from[0] ?? { name: "", address: "" };
  return {
    datasetId,
    fileId,
    position,
    messageId: email.messageId,
    inReplyTo: email.inReplyTo,
    fromText: email.fromText,
    fromName: sender.name,
    fromAddress: sender.address,
    to: email.to,
    cc: email.cc,
    date: email.date,
    subject: email.subject,
    text: email.text,
    hiddenText: email.hiddenText,
    attachments: email.attachments,
    extra: email.extra,
    bytes: 100,
    chosenOut: leftOut || null,
  };
}
