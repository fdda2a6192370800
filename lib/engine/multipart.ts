import { VendorError } from "#lib/engine/errors";

export type Part = { name: string; filename: string | null };
/** Takes the bytes of one part as they arrive; the chunk may not be kept. */
export type PartSink = (chunk: Buffer) => Promise<void> | void;

const HEADERS_LIMIT = 16 * 1024;
const PARTS_LIMIT = 100;
const BLANK_LINE = Buffer.from("\r\n\r\n");

/** The boundary of a multipart/form-data content type; null when it is something else. */
export function multipartBoundary(contentType: string | null): string | null {
  const match = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? "");
  return match?.[1] ?? match?.[2] ?? null;
}

/**
 * Reads a multipart/form-data body (RFC 7578) chunk by chunk; memory stays at one chunk whatever the size.
 * `open` is called once per part, in order, and gives the sink for its bytes.
 * Throws a VendorError 400 when the body ends early or is not multipart.
 */
export async function readMultipart(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
  open: (part: Part) => PartSink,
): Promise<void> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const input = new Input(body);
  await input.copyUntil(delimiter, () => {});
  for (let parts = 0; ; parts += 1) {
    const next = await input.take(2);
    if (next.equals(Buffer.from("--"))) break;
    if (!next.equals(Buffer.from("\r\n")) || parts === PARTS_LIMIT) throw malformed();
    await input.copyUntil(delimiter, open(readPartHeaders(await input.takeHeaders())));
  }
  await input.drain();
}

function readPartHeaders(headers: string): Part {
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(headers)?.[1];
  const name = disposition && readParameter(disposition, "name");
  if (!disposition || !name) throw malformed();
  return { name, filename: readParameter(disposition, "filename") };
}

/** A quoted parameter as browsers and fetch write it: quotes and line ends percent-encoded, the rest UTF-8. */
function readParameter(disposition: string, name: string): string | null {
  const match = new RegExp(`(?:^|;)\\s*${name}=(?:"([^"]*)"|([^\\s;]+))`, "i").exec(disposition);
  const raw = match?.[1] ?? match?.[2] ?? null;
  return raw?.replace(/%22/g, '"').replace(/%0D/gi, "\r").replace(/%0A/gi, "\n") ?? null;
}

function malformed(): VendorError {
  return new VendorError(400, "Could not parse multipart form.");
}

/** Bytes not yet consumed, filled from the body on demand. */
class Input {
  #chunks: AsyncIterator<Uint8Array>;
  // The first boundary may stand at the very start; a line end before it makes all boundaries alike.
  #pending: Buffer = Buffer.from("\r\n");

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#chunks = body[Symbol.asyncIterator]();
  }

  async #fill(): Promise<void> {
    const { done, value } = await this.#chunks.next();
    if (done) throw malformed();
    this.#pending =
      this.#pending.length === 0
        ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
        : Buffer.concat([this.#pending, value]);
  }

  async take(count: number): Promise<Buffer> {
    while (this.#pending.length < count) await this.#fill();
    const taken = this.#pending.subarray(0, count);
    this.#pending = this.#pending.subarray(count);
    return taken;
  }

  async takeHeaders(): Promise<string> {
    // A part without any header begins with the blank line's second half and is refused for having no name.
    for (;;) {
      const end = this.#pending.indexOf(BLANK_LINE);
      if (end >= 0) return (await this.take(end + BLANK_LINE.length)).toString("utf8");
      if (this.#pending.length > HEADERS_LIMIT) throw malformed();
      await this.#fill();
    }
  }

  /** Hands on everything before `delimiter` and consumes the delimiter too. */
  async copyUntil(delimiter: Buffer, sink: PartSink): Promise<void> {
    for (;;) {
      const end = this.#pending.indexOf(delimiter);
      if (end >= 0) {
        if (end > 0) await sink(this.#pending.subarray(0, end));
        this.#pending = this.#pending.subarray(end + delimiter.length);
        return;
      }
      // The last bytes may be the beginning of a delimiter that goes on in the next chunk.
      const safe = this.#pending.length - delimiter.length + 1;
      if (safe > 0) {
        await sink(this.#pending.subarray(0, safe));
        this.#pending = this.#pending.subarray(safe);
      }
      await this.#fill();
    }
  }

  async drain(): Promise<void> {
    while (!(await this.#chunks.next()).done);
  }
}
