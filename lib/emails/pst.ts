import { PSTFile, type PSTFolder, PSTMessage } from "pst-extractor";
import type { Entry } from "#lib/emails/email";
import { DEPTH_LIMIT, PST_CACHE, PST_LIMIT } from "#lib/emails/limits";
import { emailFromMapi, otherThanMail } from "#lib/emails/mapi";
import { createProblem, problemEntry } from "#lib/emails/problem";
import { messageOfPst } from "#lib/emails/pst-message";
import { quietly } from "#lib/emails/quietly";
import { openRandom, type RandomBytes, type Source, TooLargeError } from "#lib/emails/random";

/**
 * Emails of an Outlook archive (.pst) or a copy of a mailbox (.ost), folder by folder ([MS-PST]). The password of such a
 * file is a mark in it and locks nothing, so it is not asked for. Contacts, appointments and the like are counted.
 */
export async function* readPst(source: Source, filename: string): AsyncGenerator<Entry> {
  const refuse = (code: string, words: string, position = 0) =>
    problemEntry(position, createProblem("the file", code, `“${filename}” ${words}`));
  const opened = await openRandom(source).catch((error) => {
    if (error instanceof TooLargeError) return null;
    throw error;
  });
  if (!opened || opened.bytes.length > PST_LIMIT) {
    opened?.close();
    yield refuse("too-long", "is too large to be read. Drop it by itself, or export its folders one by one.");
    return;
  }
  try {
    const file = open(opened.bytes);
    if (typeof file === "string") yield refuse(file, REASONS[file]);
    else yield* entriesOf(file, filename);
  } finally {
    opened.close();
  }
}

const REASONS = {
  locked:
    "is encrypted in a way that only Outlook can open. In Outlook, export it to a new file without encryption and drop that.",
  damaged:
    "is a damaged Outlook archive, or was cut off. Let Outlook's own repair tool (SCANPST) mend it, or export it again, and drop it here.",
};

/** Reads between two messages after which the index is taken to lead in circles. */
const MOST_READS = 3_000_000;

type Paged = { file: PSTFile; root: PSTFolder; restart: () => void };

function open(bytes: RandomBytes): Paged | keyof typeof REASONS {
  let reads = 0;
  const read = createPages(bytes);
  // The library loads a file whole or opens a path; here it reads the pages it asks for, wherever they lie.
  class PagedFile extends PSTFile {}
  Object.defineProperty(PagedFile.prototype, "readSync", {
    value(target: Buffer, length: number, position: number): number {
      reads += 1;
      if (reads > MOST_READS) throw new Error("the index leads in circles");
      return read(target, length, position);
    },
  });
  try {
    return quietly(() => {
      const file = new PagedFile(Buffer.alloc(0));
      return { file, root: file.getRootFolder(), restart: () => (reads = 0) };
    });
  } catch (error) {
    return error instanceof Error && error.message.includes("encrypted") ? "locked" : "damaged";
  }
}

const PAGE_BYTES = 64 * 1024;

/** Reads through a small store of pages, the longest unused of which makes room. */
function createPages(bytes: RandomBytes): (target: Buffer, length: number, position: number) => number {
  const pages = new Map<number, Buffer>();
  const pageAt = (index: number): Buffer => {
    const page = pages.get(index) ?? bytes.read(index * PAGE_BYTES, PAGE_BYTES);
    pages.delete(index);
    pages.set(index, page);
    const oldest = pages.keys().next().value;
    if (pages.size > PST_CACHE / PAGE_BYTES && oldest !== undefined) pages.delete(oldest);
    return page;
  };
  return (target, length, position) => {
    let done = 0;
    while (done < length && position + done < bytes.length) {
      const at = position + done;
      const start = at % PAGE_BYTES;
      const copied = pageAt(Math.floor(at / PAGE_BYTES)).copy(target, done, start, start + length - done);
      if (copied === 0) break;
      done += copied;
    }
    return done;
  };
}

async function* entriesOf(paged: Paged, filename: string): AsyncGenerator<Entry> {
  const others = new Map<string, number>();
  let position = 0;
  for (const { path, item } of walk(paged)) {
    if (!(item instanceof PSTMessage)) {
      const message = `${item.reason} in the folder “${path}” of “${filename}” could not be read: the archive is damaged there. Let Outlook's own repair tool (SCANPST) mend it, or export it again.`;
      yield problemEntry(position, createProblem(path || "the file", "damaged", message));
      position += 1;
      continue;
    }
    const message = quietly(() => item.messageClass);
    const other = otherThanMail(message);
    if (other === "setting") continue;
    if (other) {
      others.set(other, (others.get(other) ?? 0) + 1);
      continue;
    }
    yield entryOf(item, path, position, filename);
    position += 1;
  }
  if (others.size > 0) {
    const list = [...others].map(([word, count]) => `${count.toLocaleString("en")} ${plural(word, count)}`);
    const message = `“${filename}” also holds ${list.join(", ")}. They are no emails and were passed over.`;
    yield problemEntry(position, createProblem("the file", "not-mail", message));
  } else if (position === 0) {
    const message = `“${filename}” is an Outlook archive with no emails in it.`;
    yield problemEntry(0, createProblem("the file", "no-emails", message));
  }
}

function plural(word: string, count: number): string {
  if (count === 1) return word;
  return word.endsWith("y") ? `${word.slice(0, -1)}ies` : `${word}s`;
}

function entryOf(item: PSTMessage, path: string, position: number, filename: string): Entry {
  try {
    const email = quietly(() => emailFromMapi(messageOfPst(item)));
    return {
      kind: "email",
      position,
      email: { ...email, folder: path },
      bytes: quietly(() => item.messageSize.toNumber()),
    };
  } catch {
    const message = `Message ${position + 1} in “${filename}” (folder “${path}”) is damaged and could not be read.`;
    return problemEntry(position, createProblem(`message ${position + 1}`, "damaged", message));
  }
}

type Item = { path: string; item: PSTMessage | { reason: string } };

/** Every item of every folder, with the names of the folders above it. */
function* walk(paged: Paged): Generator<Item> {
  const seen = new Set<number>();
  const visit = function* (folder: PSTFolder, path: string, depth: number): Generator<Item> {
    const id = folder.descriptorNodeId.toNumber();
    if (seen.has(id) || depth > DEPTH_LIMIT) return;
    seen.add(id);
    yield* itemsOf(folder, path, paged);
    const folders = attempt(paged, () => folder.getSubFolders());
    if (!folders) {
      // A folder without a list of folders is the rule in a copy of a mailbox; it matters where there should be some.
      if (attempt(paged, () => folder.hasSubfolders)) yield { path, item: { reason: "The folders" } };
      return;
    }
    for (const inner of folders) {
      const name = attempt(paged, () => inner.displayName) ?? "";
      // The folder on top of all that people see ("Top of Outlook data file") is on no screen.
      const isTop = depth === 0 && (attempt(paged, () => inner.hasSubfolders) ?? false);
      yield* visit(inner, isTop ? "" : joined(path, name), depth + 1);
    }
  };
  yield* visit(paged.root, "", 0);
}

function joined(path: string, name: string): string {
  const clean = name.replaceAll("\0", "").replaceAll("/", "-").trim();
  return path === "" || clean === "" ? path + clean : `${path}/${clean}`;
}

/** Where the library stands in a folder; it passes over what it cannot load. */
type Cursor = { currentEmailIndex: number };

function* itemsOf(folder: PSTFolder, path: string, paged: Paged): Generator<Item> {
  const rows = attempt(paged, () => folder.emailCount);
  const count = Math.max(rows ?? 0, 0) || (attempt(paged, () => folder.contentCount) ?? 0);
  // The library stops at the number that the folder claims; its list is what counts.
  Object.defineProperty(folder, "contentCount", { value: count });
  const cursor = folder as unknown as Cursor;
  for (let at = 0; at < count; ) {
    cursor.currentEmailIndex = at;
    const child: unknown = attempt(paged, () => folder.getNextChild());
    if (child === null) break;
    const passed = child === undefined ? 1 : cursor.currentEmailIndex - at - 1;
    if (passed > 0) yield { path, item: { reason: passed === 1 ? "A message" : `${passed} messages` } };
    if (child instanceof PSTMessage) yield { path, item: child };
    at = Math.max(at + 1, cursor.currentEmailIndex);
  }
}

/** Undefined when the library gives up on damaged bytes. */
function attempt<T>(paged: Paged, run: () => T): T | undefined {
  paged.restart();
  try {
    return quietly(run);
  } catch {
    return undefined;
  }
}
