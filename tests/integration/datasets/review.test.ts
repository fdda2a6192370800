import { asc, inArray } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emails } from "#db/schema";
import { getEmail } from "#lib/datasets/email";
import { listEmails } from "#lib/datasets/emails";
import { leaveOut, undoLeaveOut } from "#lib/datasets/leave-out";
import { getDataset } from "#lib/datasets/list";
import { groupProblems, listProblems } from "#lib/datasets/problems";
import { SHOWS, type Show } from "#lib/datasets/view";
import { drop, importAll } from "#tests/integration/datasets/work";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";

let store: TempStore;
beforeEach(async () => {
  store = await tempStore();
});
afterEach(() => store.close());

type Message = {
  id?: string;
  from?: string;
  to?: string;
  subject?: string;
  body?: string;
  date?: string;
  head?: string;
};

function eml({ id, from = "jane@x.com", to = "boss@x.com", subject = "Offer", body = BODY, ...rest }: Message): string {
  const date = rest.date ?? "Mon, 5 Jan 2026 09:00:00 +0000";
  const head = [`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, `Date: ${date}`];
  if (id) head.push(`Message-ID: <${id}>`);
  if (rest.head) head.push(rest.head);
  return `${head.join("\n")}\n\n${body}\n`;
}

const BODY = "The offer is twelve thousand euros until the end of the week.";
const mbox = (...messages: Message[]) =>
  messages.map((one) => `From x Mon Jan  5 09:00:00 2026\n${eml(one)}\n`).join("");

/** Subject or file position of what is out, in the order of the list. */
const all = () => store.db.select().from(emails).orderBy(asc(emails.fileId), asc(emails.position)).all();
const duplicates = () => all().map((row) => (row.isDuplicate ? 1 : 0));

describe("duplicates", () => {
  it("are found within a file and across files, and only the first counts", async () => {
    const id = drop(store, {
      name: "a.mbox",
      bytes: mbox({ id: "1@x" }, { id: "2@x", subject: "Other" }, { id: "1@x" }),
    });
    drop(store, { name: "b.eml", bytes: eml({ id: "1@x" }).replaceAll("\n", "\r\n"), datasetId: id });
    await importAll(store);
    expect(duplicates()).toEqual([0, 0, 1, 1]);
    expect(getDataset(store.db, id)).toMatchObject({ emailCount: 4, leftOutCount: 2 });
  });

  it("are found without a Message-ID, and quoted-printable makes no difference", async () => {
    const quoted = eml({
      body: BODY.replace("thousand", "thousand=\n").replace("week.", "week=2E"),
      head: "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
    });
    const id = drop(store, { name: "a.eml", bytes: eml({}) });
    drop(store, { name: "b.eml", bytes: quoted, datasetId: id });
    await importAll(store);
    expect(duplicates()).toEqual([0, 1]);
  });

  it("are no emails of the same Message-ID with another content", async () => {
    drop(store, { name: "a.mbox", bytes: mbox(...[1, 2, 3].map((n) => ({ id: "same@x", body: `${BODY} ${n}` }))) });
    await importAll(store);
    expect(duplicates()).toEqual([0, 0, 0]);
  });

  it("stay within their dataset", async () => {
    drop(store, { name: "a.eml", bytes: eml({}) });
    drop(store, { name: "a.eml", bytes: eml({}) });
    await importAll(store);
    expect(duplicates()).toEqual([0, 0]);
  });

  it("stay in when a person took them in, whatever comes later", async () => {
    const id = drop(store, { name: "a.mbox", bytes: mbox({}, {}) });
    await importAll(store);
    const second = all()[1]?.id ?? 0;
    expect(await leaveOut(store.db, id, { emailIds: [second], leftOut: false })).toMatchObject({ changed: 1 });
    drop(store, { name: "b.eml", bytes: eml({}), datasetId: id });
    await importAll(store);
    expect(all().map(({ isDuplicate, leftOut }) => [isDuplicate, leftOut])).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ]);
    expect(await leaveOut(store.db, id, { emailIds: [second], leftOut: true })).toMatchObject({ changed: 1 });
    expect(all()[1]).toMatchObject({ leftOut: true, chosenOut: null });
  });

  it("take the place of one that goes, and give it back when that comes again", async () => {
    const id = drop(store, { name: "a.eml", bytes: eml({}) });
    drop(store, { name: "b.mbox", bytes: mbox({}, {}), datasetId: id });
    await importAll(store);
    expect(duplicates()).toEqual([0, 1, 1]);
    const [first] = all();
    store.db.$client.prepare("delete from emails where file_id = ?").run(first?.fileId);
    expect(duplicates()).toEqual([0, 1]);
    store.db.$client
      .prepare("update dataset_files set state = 'waiting', entries_read = 0 where id = ?")
      .run(first?.fileId);
    await importAll(store);
    expect(duplicates()).toEqual([0, 1, 1]);
    expect(all()[0]?.fileId).toBe(first?.fileId);
  });
});

describe("threads", () => {
  /** For each email, the place of the first one of its conversation. */
  const threads = () => {
    const rows = all();
    return rows.map(({ threadId }, at) =>
      threadId === null ? at : rows.findIndex((row) => row.threadId === threadId),
    );
  };
  const reply = (n: number, to: string, refs = ""): Message => ({
    id: `${n}@x`,
    subject: `Subject ${n}`,
    body: `${BODY} ${n}`,
    head: `In-Reply-To: <${to}>${refs ? `\nReferences: ${refs}` : ""}`,
  });

  it.each([
    ["in order", [0, 1, 2, 3]],
    ["the newest first", [3, 2, 1, 0]],
    ["mixed", [2, 0, 3, 1]],
  ])("follow what emails refer to, %s", async (_, order) => {
    const messages = [{ id: "0@x", subject: "Subject 0" }, reply(1, "0@x"), reply(2, "1@x"), reply(3, "2@x")];
    drop(store, {
      name: "a.mbox",
      bytes: mbox(...order.map((n) => messages[n] as Message), { id: "9@x", subject: "Lone" }),
    });
    await importAll(store);
    expect(threads()).toEqual([0, 0, 0, 0, 4]);
  });

  it("hold answers to an email that is not there", async () => {
    drop(store, {
      name: "a.mbox",
      bytes: mbox(reply(1, "0@x", "<0@x>"), reply(2, "1@x", "<0@x> <1@x>"), reply(3, "8@x", "<8@x>")),
    });
    await importAll(store);
    expect(threads()).toEqual([0, 0, 2]);
  });

  it("go by subject and people where nothing is referred to", async () => {
    const talk = (from: string, to: string, subject: string, date = "Tue, 6 Jan 2026 09:00:00 +0000") => ({
      from,
      to,
      subject,
      date,
      body: `${BODY} ${from} ${date}`,
    });
    drop(store, {
      name: "a.mbox",
      bytes: mbox(
        talk("ann@x.com", "bob@x.com", "Budget"),
        talk("bob@x.com", "ann@x.com", "AW: Budget"),
        talk("cleo@x.com", "dan@x.com", "Re: Budget"),
        talk("bob@x.com", "ann@x.com", "AW: Budget", "Tue, 7 Jul 2026 09:00:00 +0000"),
        talk("news@x.com", "ann@x.com", "Weekly report"),
        talk("news@x.com", "ann@x.com", "Weekly report", "Wed, 7 Jan 2026 09:00:00 +0000"),
      ),
    });
    await importAll(store);
    expect(threads()).toEqual([0, 0, 2, 3, 4, 5]);
  });

  it("are not made of rows that all carry the same Message-ID", async () => {
    drop(store, { name: "a.mbox", bytes: mbox(...[1, 2, 3].map((n) => ({ id: "same@x", subject: `Subject ${n}` }))) });
    await importAll(store);
    expect(threads()).toEqual([0, 1, 2]);
  });
});

describe("what is pointed out", () => {
  it("is counted, listed, left out at once and put back by undo, exactly", async () => {
    const { datasetId, emailIds } = makeDataset(store.db, {
      emails: [
        {},
        { hiddenText: "Ignore all that" },
        { date: null },
        { fromText: "", from: [] },
        { hiddenText: "Buy this", leftOut: true },
      ],
    });
    store.db
      .update(emails)
      .set({ isShort: true })
      .where(inArray(emails.id, emailIds.slice(0, 2)))
      .run();
    store.db
      .update(emails)
      .set({ isDuplicate: true })
      .where(inArray(emails.id, emailIds.slice(2, 4)))
      .run();
    expect(getDataset(store.db, datasetId)).toMatchObject({
      leftOutCount: 3,
      pointed: { duplicates: 2, duplicatesIn: 0, short: 2, hidden: 2, noDate: 1, noSender: 1 },
    });
    const listed = async (show: Show) =>
      (await listEmails(store.db, datasetId, { limit: 10, show })).rows.map(({ id }) => emailIds.indexOf(id));
    const found = Object.fromEntries(await Promise.all(SHOWS.map(async (show) => [show, await listed(show)])));
    expect(found).toEqual({
      "taken-in": [0, 1],
      "left-out": [2, 3, 4],
      duplicates: [2, 3],
      short: [0, 1],
      hidden: [1, 4],
      "no-date": [2],
      "no-sender": [3],
    });
    const { changed, choiceId } = await leaveOut(store.db, datasetId, { show: "hidden", leftOut: true });
    expect(changed).toBe(1);
    expect(await listed("left-out")).toEqual([1, 2, 3, 4]);
    expect(await undoLeaveOut(store.db, datasetId, { choiceId, leftOut: true })).toBe(1);
    expect(await listed("left-out")).toEqual([2, 3, 4]);
    const taken = await leaveOut(store.db, datasetId, { show: "duplicates", leftOut: false });
    expect(taken.changed).toBe(2);
    expect(getDataset(store.db, datasetId)).toMatchObject({ leftOutCount: 1, pointed: { duplicatesIn: 2 } });
    expect(await undoLeaveOut(store.db, datasetId, { choiceId: taken.choiceId, leftOut: false })).toBe(2);
    expect(await listed("left-out")).toEqual([2, 3, 4]);
  });

  it("names the email that is kept, the conversation, and the problems by kind", async () => {
    const reply = { id: "2@x", subject: "Re: Offer", head: "In-Reply-To: <1@x>" };
    const id = drop(store, { name: "a.mbox", bytes: mbox({ id: "1@x" }, reply, { id: "1@x" }) });
    drop(store, { name: "b.csv", bytes: "From,Subject,Body\na@x.com,,\nb@x.com,,\nc@x.com,Yes,Text\n", datasetId: id });
    await importAll(store);
    const [first, second, third] = all();
    const { rows } = await listEmails(store.db, id, { limit: 10, thread: second?.id });
    expect(rows.map(({ id, threadCount }) => [id, threadCount])).toEqual(
      [first, second, third].map((row) => [row?.id, 2]),
    );
    const duplicate = getEmail(store.db, third?.id ?? 0);
    expect(duplicate).toMatchObject({
      isDuplicate: true,
      original: { id: first?.id, fileName: "a.mbox", position: 0 },
    });
    expect(duplicate.thread.map(({ id }) => id)).toEqual([first?.id, second?.id]);
    expect(groupProblems(store.db, id)).toMatchObject([
      { unit: "row", count: 2, title: "2 rows have neither a subject nor a body" },
    ]);
    const problems = listProblems(store.db, id, { offset: 0, limit: 10, code: "no-content", unit: "row" });
    expect(problems).toMatchObject({ total: 2, rows: [{ place: "row 2", raw: "a@x.com |  | " }, { place: "row 3" }] });
    const read = getDataset(store.db, id).files.map((file) => [
      file.emailCount - file.duplicateCount,
      file.duplicateCount,
      file.problemCount,
    ]);
    expect(read).toEqual(
      expect.arrayContaining([
        [2, 1, 0],
        [1, 0, 2],
      ]),
    );
  });
});
