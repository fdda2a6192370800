import { asc } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emails } from "#db/schema";
import { leaveOut } from "#lib/datasets/leave-out";
import { getDataset } from "#lib/datasets/list";
import { drop, importAll } from "#tests/integration/datasets/work";
import { type TempStore, tempStore } from "#tests/support/db";

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
    expect(await leaveOut(store.db, id, { emailIds: [second], leftOut: false })).toBe(1);
    drop(store, { name: "b.eml", bytes: eml({}), datasetId: id });
    await importAll(store);
    expect(all().map(({ isDuplicate, leftOut }) => [isDuplicate, leftOut])).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ]);
    expect(await leaveOut(store.db, id, { emailIds: [second], leftOut: true })).toBe(1);
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
