import type { Entry, Problem } from "#lib/emails/email";
import {
  ARCHIVE_BYTES,
  ARCHIVE_DEPTH,
  ARCHIVE_ENTRIES,
  ARCHIVE_NESTED,
  ARCHIVE_RATIO,
  ARCHIVE_RATIO_FROM,
  ARCHIVE_TOTAL_FROM,
  ARCHIVE_TOTAL_RATIO,
} from "#lib/emails/limits";
import { createProblem, problemEntry } from "#lib/emails/problem";
import type { Source } from "#lib/emails/random";
import type { ReadOptions } from "#lib/emails/table";
import { isLeftover } from "#lib/leftovers";

/** One file of an archive: its bytes, or why they cannot be read ("is protected with a password. …"). */
export type Member = { path: string } & ({ source: Source } | { refused: { code: string; message: string } });

/** What all levels of an archive have used up together, and how many bytes of the dropped file that is set against. */
export type Budget = { entries: number; archives: number; bytes: number; packed: () => number };

/** Where a file is read: how deep inside archives, within which limits, how its tables are read, and by whom what lies inside it is read. */
export type Inside = {
  depth: number;
  budget: Budget;
  options: ReadOptions;
  read: (source: Source, filename: string, inside: Inside) => AsyncGenerator<Entry>;
};

/** Ends the reading of a file in an archive, or of all of it; `code` and `message` ("holds more than …") make its problem. */
export class ArchiveError extends Error {
  readonly code: string;
  readonly isFinal: boolean;

  constructor(code: string, message: string, isFinal = false) {
    super(message);
    this.code = code;
    this.isFinal = isFinal;
  }
}

/** Files of one sort that are no email files get a problem each up to this many, and one together beyond it. */
const NAMED_ONE_BY_ONE = 3;

/**
 * Emails and problems of the files of an archive, in its order. Each goes through the same readers as a dropped file,
 * and says where it lies. Leftovers of operating systems are passed over; what else is no email file is told at the end.
 */
export async function* readMembers(
  members: AsyncIterable<Member>,
  filename: string,
  inside: Inside,
): AsyncGenerator<Entry> {
  if (inside.depth > ARCHIVE_DEPTH) {
    yield tooDeep(filename);
    return;
  }
  const refusals = createRefusals(filename);
  let position = 0;
  try {
    inside.budget.archives += 1;
    if (inside.budget.archives > ARCHIVE_NESTED) throw tooMany(ARCHIVE_NESTED, "archives");
    for await (const member of members) {
      inside.budget.entries += 1;
      if (inside.budget.entries > ARCHIVE_ENTRIES) throw tooMany(ARCHIVE_ENTRIES, "files");
      if (isLeftover(member.path)) continue;
      for await (const entry of entriesOf(member, filename, inside)) {
        if (entry.kind === "problem" && entry.position === 0 && entry.problem.place === "the file")
          refusals.add(member.path, entry.problem);
        else yield placed(entry, position++, member.path);
      }
    }
  } catch (error) {
    const { code, message } = reasonOf(error);
    yield problemEntry(position++, createProblem("the file", code, `“${filename}” ${message}`));
  }
  for (const problem of refusals.list()) yield problemEntry(position++, problem);
  if (position === 0) yield problemEntry(0, createProblem("the file", "no-emails", `“${filename}” holds no files.`));
}

export function tooMany(most: number, what: "files" | "archives"): ArchiveError {
  const words = `holds more than ${most.toLocaleString("en")} ${what}. Unpack it and drop the folders one by one.`;
  return new ArchiveError("too-many", words, true);
}

async function* entriesOf(member: Member, filename: string, inside: Inside): AsyncGenerator<Entry> {
  const name = `${filename}/${member.path}`;
  if ("refused" in member) {
    const { code, message } = member.refused;
    yield problemEntry(0, createProblem("the file", code, `“${name}” ${message}`));
    return;
  }
  let position = 0;
  try {
    for await (const entry of inside.read(member.source, name, { ...inside, depth: inside.depth + 1 })) {
      position = entry.position + 1;
      yield entry;
    }
  } catch (error) {
    if (error instanceof ArchiveError && error.isFinal) throw error;
    yield problemEntry(position, problemOf(error, name, position > 0));
  }
}

function problemOf(error: unknown, name: string, isBegun: boolean): Problem {
  if (error instanceof ArchiveError) return createProblem("the file", error.code, `“${name}” ${error.message}`);
  const message = `“${name}” is damaged inside the archive${isBegun ? ", so that only its beginning was read" : ""}. Pack it again and drop that.`;
  return createProblem("the file", "damaged", message);
}

function placed(entry: Entry, position: number, path: string): Entry {
  if (entry.kind === "email") {
    const { email } = entry;
    return { ...entry, position, email: { ...email, path: email.path === "" ? path : `${path}/${email.path}` } };
  }
  const { problem } = entry;
  return { kind: "problem", position, problem: { ...problem, place: placeIn(path, problem.place) } };
}

/** "a.csv, row 3", or of an archive in an archive "in.zip/a.csv, row 3". */
function placeIn(path: string, place: string): string {
  if (place === "the file") return path;
  return /^(?:row|line|message|sheet) /.test(place) ? `${path}, ${place}` : `${path}/${place}`;
}

function reasonOf(error: unknown): { code: string; message: string } {
  if (error instanceof ArchiveError) return error;
  return {
    code: "damaged",
    message:
      "is damaged, or was cut off when it was saved or copied. What could be read of it is kept. Pack it again and drop that.",
  };
}

/** Files that could not be read at all, by sort; of each sort the first few are kept and the rest counted. */
function createRefusals(filename: string) {
  const sorts = new Map<string, { count: number; paths: string[]; problems: Problem[] }>();
  return {
    add(path: string, problem: Problem): void {
      const sort = sorts.get(problem.code) ?? { count: 0, paths: [], problems: [] };
      sorts.set(problem.code, sort);
      sort.count += 1;
      if (sort.paths.length < 100) sort.paths.push(path);
      if (sort.problems.length < NAMED_ONE_BY_ONE) sort.problems.push({ ...problem, place: path });
    },
    list(): Problem[] {
      return [...sorts].flatMap(([code, { count, paths, problems }]) => {
        if (count <= NAMED_ONE_BY_ONE) return problems;
        const shown = paths.slice(0, 2).map((path) => `“${path}”`);
        const first = (problems[0]?.message ?? "").replace(/^“[^”]*” /, "The first ");
        const message = `${count.toLocaleString("en")} files in “${filename}” were passed over: ${shown.join(", ")} and ${(count - shown.length).toLocaleString("en")} more. ${first}`;
        return [createProblem("the file", code, message, paths.join("\n"))];
      });
    },
  };
}

/** Hands on unpacked bytes and counts them, against the packed ones used up so far; throws ArchiveError when they are more than honest files hold. */
export async function* capped(
  unpacked: AsyncIterable<Uint8Array>,
  packedSize: () => number,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of unpacked) {
    size += chunk.length;
    spend(budget, chunk.length);
    if (size > ARCHIVE_RATIO_FROM && size > ARCHIVE_RATIO * packedSize()) throw bomb(false);
    yield chunk;
  }
}

/** Counts unpacked bytes; throws ArchiveError when the whole archive has unpacked to more than honest ones do. */
export function spend(budget: Budget, bytes: number): void {
  budget.bytes += bytes;
  const isLarge = budget.bytes > ARCHIVE_TOTAL_FROM && budget.bytes > ARCHIVE_TOTAL_RATIO * budget.packed();
  if (isLarge || budget.bytes > ARCHIVE_BYTES) throw bomb(true);
}

function bomb(isFinal: boolean): ArchiveError {
  const message = "unpacks to far more than its size, as no ordinary file does, so nothing more was read from it.";
  return new ArchiveError("bomb", message, isFinal);
}

/** The problem of an archive that lies in too many others. */
export function tooDeep(filename: string): Entry {
  const message = `“${filename}” lies more than ${ARCHIVE_DEPTH} archives deep. Unpack the outer ones and drop what is inside.`;
  return problemEntry(0, createProblem("the file", "too-deep", message));
}
