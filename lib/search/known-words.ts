/** The words that the index has met: where a mistyped word finds the one that was meant. */
import type { Database } from "better-sqlite3";
import type { Db } from "#db/client";
import { preparedOnce } from "#db/prepared";
import { isOpenWord } from "#lib/search/fold";

/** Shorter words are typed right or not at all; longer ones are no words. */
const SHORTEST = 4;
const LONGEST = 24;
/** Words remembered as stored already, so that most of a text costs no statement. */
const REMEMBERED = 200_000;
/** Words looked at in one slice when some may have gone. */
const SLICE = 300;
/** Set while words may still be known whose last text is gone: the word up to which all were looked at. */
const DOUBT = "search.doubt";

const remembered = new WeakMap<Database, Set<string>>();

/** Stores the words of folded texts; called inside the caller's transaction. */
export function learnWords(db: Db, folded: readonly string[]): void {
  const known = knownTo(db.$client);
  const { insert } = statements(db);
  for (const text of folded) {
    for (const word of text.split(" ")) {
      if (known.has(word) || !isLearnable(word)) continue;
      insert.run(word);
      if (known.size >= REMEMBERED) known.clear();
      known.add(word);
    }
  }
}

const statements = preparedOnce((client) => ({
  insert: client.prepare("insert or ignore into search_words (word) values (?)"),
}));

/** Whether a word can be known, and so be a mistake for another: letters only, neither very short nor very long. */
export function isLearnable(word: string): boolean {
  return word.length >= SHORTEST && word.length <= LONGEST && !/\d/.test(word) && isOpenWord(word);
}

/** Says that texts went away: all known words are looked at again. Called inside the caller's transaction. */
export function doubtWords(client: Database): void {
  saveDoubt(client, "");
}

/** Forgets known words that no text has any more, a slice at a time; answers whether there is more to look at. */
export function unlearnWords({ $client: client }: { $client: Database }): boolean {
  const read = client.prepare("select value from settings where key = ?").pluck();
  if (read.get(DOUBT) === undefined) return false;
  const slice = client.transaction(() => {
    const value = read.get(DOUBT) as string | undefined;
    if (value === undefined) return false;
    const words = client
      .prepare(`select word from search_words where word > ? order by word limit ${SLICE}`)
      .pluck()
      .all(JSON.parse(value)) as string[];
    const remove = client.prepare("delete from search_words where word = ?");
    for (const word of words) {
      if (hasWord(client, word)) continue;
      remove.run(word);
      knownTo(client).delete(word);
    }
    if (words.length === SLICE) saveDoubt(client, words.at(-1) ?? "");
    else client.prepare("delete from settings where key = ?").run(DOUBT);
    return words.length === SLICE;
  });
  return slice.immediate();
}

/** Whether any text has a word, or with `isPrefix` one that begins so. */
export function hasWord(client: Database, word: string, isPrefix = false): boolean {
  const found = client.prepare("select 1 from summary_words where summary_words match ? limit 1");
  // The index gathers all that begins so before it answers: a known word spares that.
  const known = isPrefix ? firstKnown(client, word) : word;
  if (known !== null && found.get(`"${known}"`)) return true;
  return isPrefix && found.get(`"${word}" *`) !== undefined;
}

/** The first known word that begins so. It may be one that no text has any more. */
function firstKnown(client: Database, start: string): string | null {
  const first = client.prepare("select min(word) from search_words where word >= ? and word < ?").pluck();
  return first.get(start, `${start}\u{10ffff}`) as string | null;
}

function saveDoubt(client: Database, upTo: string): void {
  client
    .prepare(
      `insert into settings (key, value, updated_at) values (?, ?, 0)
       on conflict (key) do update set value = excluded.value`,
    )
    .run(DOUBT, JSON.stringify(upTo));
}

function knownTo(client: Database): Set<string> {
  const known = remembered.get(client) ?? new Set<string>();
  remembered.set(client, known);
  return known;
}
