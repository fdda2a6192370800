import type { Inside } from "#lib/emails/archive";
import { readCsv } from "#lib/emails/csv";
import type { Entry, FileKind } from "#lib/emails/email";
import { readEml } from "#lib/emails/eml";
import { readEmlx } from "#lib/emails/emlx";
import { readGzip } from "#lib/emails/gzip";
import { readJson } from "#lib/emails/json";
import { readJsonl } from "#lib/emails/jsonl";
import { HEAD_BYTES } from "#lib/emails/limits";
import { readMbox } from "#lib/emails/mbox";
import { readMsg } from "#lib/emails/msg";
import { problemEntry } from "#lib/emails/problem";
import { readPst } from "#lib/emails/pst";
import type { Source } from "#lib/emails/random";
import { sniff } from "#lib/emails/sniff";
import { peekSource, toUtf8 } from "#lib/emails/source";
import type { ReadOptions } from "#lib/emails/table";
import { readTar } from "#lib/emails/tar";
import { readWorkbook } from "#lib/emails/workbook";
import { readZip } from "#lib/emails/zip";

type Reader = (source: Source, filename: string, head: Uint8Array, inside: Inside) => AsyncGenerator<Entry>;

/** One reader for each kind; another kind is one more line here and one more in `sniff`. */
const READERS: Record<FileKind, Reader> = {
  json: (source, filename, head, { options }) => readJson(toUtf8(source, head), filename, options),
  jsonl: (source, filename, head, { options }) => readJsonl(toUtf8(source, head), filename, options),
  csv: (source, filename, head, { options }) => readCsv(source, filename, head, options),
  eml: readEml,
  emlx: readEmlx,
  msg: readMsg,
  pst: readPst,
  workbook: readWorkbook,
  mbox: (source, _, head) => readMbox(toUtf8(source, head)),
  zip: readZip,
  gzip: readGzip,
  tar: readTar,
};

/**
 * Emails and problems of one file, one by one and in its order, so that memory stays flat. What kind of file it is comes
 * from its content first, then from `filename`, which is also how problems name it. Positions run from 0 without gaps
 * and are the same in every run, however the bytes are cut. `options` is for tables: what a person chose for their
 * columns, and who wants to know what they hold. A source with `random` spares archives a copy of the file. Throws only
 * when `source` does.
 */
export function readEmails(source: Source, filename: string, options: ReadOptions = {}): AsyncGenerator<Entry> {
  const { counted, size } = count(source);
  const budget = { entries: 0, archives: 0, bytes: 0, packed: size };
  return readInside(counted, filename, { depth: 0, budget, options, read: readInside });
}

/** A source that tells its size: of a file on disk the whole of it, else what came so far. */
function count(source: Source): { counted: Source; size: () => number } {
  const { random } = source;
  if (random) return { counted: source, size: () => random.length };
  let size = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      size += chunk.length;
      yield chunk;
    }
  }
  return { counted: chunks(), size: () => size };
}

async function* readInside(source: Source, filename: string, inside: Inside): AsyncGenerator<Entry> {
  const { head, whole } = await peekSource(source, HEAD_BYTES);
  const sniffed = sniff(head, filename);
  if ("refused" in sniffed) {
    await whole.return(undefined);
    yield problemEntry(0, sniffed.refused);
    return;
  }
  yield* READERS[sniffed.kind](whole, filename, head, inside);
}
