import { readCsv } from "#lib/emails/csv";
import type { Entry, FileKind } from "#lib/emails/email";
import { readEml } from "#lib/emails/eml";
import { readJson } from "#lib/emails/json";
import { readJsonl } from "#lib/emails/jsonl";
import { HEAD_BYTES } from "#lib/emails/limits";
import { readMbox } from "#lib/emails/mbox";
import { problemEntry } from "#lib/emails/problem";
import { sniff } from "#lib/emails/sniff";
import { peekSource, toUtf8 } from "#lib/emails/source";
import type { ReadOptions } from "#lib/emails/table";

type Reader = (
  source: AsyncIterable<Uint8Array>,
  filename: string,
  head: Uint8Array,
  options: ReadOptions,
) => AsyncGenerator<Entry>;

/** One reader for each kind; another kind is one more line here and one more in `sniff`. */
const READERS: Record<FileKind, Reader> = {
  json: (source, filename, head) => readJson(toUtf8(source, head), filename),
  jsonl: (source, _, head) => readJsonl(toUtf8(source, head)),
  csv: readCsv,
  eml: readEml,
  mbox: (source, _, head) => readMbox(toUtf8(source, head)),
};

/**
 * Emails and problems of one file, one by one and in its order, so that memory stays flat. What kind of file it is comes
 * from its content first, then from `filename`, which is also how problems name it. Positions run from 0 without gaps
 * and are the same in every run, however the bytes are cut. `options` is for tables: what a person chose for their
 * columns, and who wants to know what they hold. Throws only when `source` does.
 */
export async function* readEmails(
  source: AsyncIterable<Uint8Array>,
  filename: string,
  options: ReadOptions = {},
): AsyncGenerator<Entry> {
  const { head, whole } = await peekSource(source, HEAD_BYTES);
  const sniffed = sniff(head, filename);
  if ("refused" in sniffed) {
    await whole.return(undefined);
    yield problemEntry(0, sniffed.refused);
    return;
  }
  yield* READERS[sniffed.kind](whole, filename, head, options);
}
