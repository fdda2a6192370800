import { decompressRTF } from "@kenjiuno/decompressrtf";
import msgReader from "@kenjiuno/msgreader";
import { decodeText } from "#lib/emails/charset";
import { checkCompound } from "#lib/emails/compound";
import type { Attachment, Entry } from "#lib/emails/email";
import { HTML_LIMIT, MESSAGE_LIMIT } from "#lib/emails/limits";
import { emailFromMapi, type MapiMessage, type MapiPerson, otherThanMail } from "#lib/emails/mapi";
import {
  addProp,
  bytesOf,
  charsetOf,
  htmlCharsetOf,
  numberOf,
  type Props,
  textOf,
  timeOf,
} from "#lib/emails/msg-props";
import { createProblem, megabytes, problemEntry } from "#lib/emails/problem";
import { quietly } from "#lib/emails/quietly";
import { collect, type Source } from "#lib/emails/random";

/** A CommonJS module that Node and bundlers unwrap differently. */
const MsgReader = ("default" in msgReader ? msgReader.default : msgReader) as typeof msgReader;

/** The one email of an Outlook message file ([MS-OXMSG]). Contacts, tasks and appointments are refused by name. */
export async function* readMsg(source: Source, filename: string): AsyncGenerator<Entry> {
  const file = await collect(source, MESSAGE_LIMIT);
  const refuse = (code: string, words: string) =>
    problemEntry(0, createProblem("the file", code, `“${filename}” ${words}`));
  if (file === null) {
    yield refuse("too-long", `is larger than ${megabytes(MESSAGE_LIMIT)}, which is too much for one email.`);
    return;
  }
  const bytes = padded(file);
  const compound = checkCompound(bytes);
  if (!compound) {
    yield refuse("damaged", "is a damaged Outlook message, or was cut off. Save it in Outlook again and drop it here.");
    return;
  }
  if (![...compound.names].some((name) => name.startsWith("__properties_version1"))) {
    yield refuse(
      "office",
      "is an old Office file, not an email. Export the emails as .mbox, .eml, .csv or .json and drop that.",
    );
    return;
  }
  const message = parse(bytes);
  const other = message && otherThanMail(message.messageClass);
  if (!message) yield refuse("damaged", "is a damaged Outlook message. Save it in Outlook again and drop it here.");
  else if (other)
    yield refuse(
      "not-mail",
      `is ${/^[aeiou]/.test(other) ? "an" : "a"} ${other} of Outlook, not an email, so there is nothing to read in it.`,
    );
  else yield { kind: "email", position: 0, email: emailFromMapi(message), bytes: file.length };
}

/** The last sector is not always written to its end. */
const SECTOR_BYTES = 512;

function padded(bytes: Buffer): Buffer {
  const missing = (SECTOR_BYTES - (bytes.length % SECTOR_BYTES)) % SECTOR_BYTES;
  return missing === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(missing)]);
}

/** What the library calls a message, a recipient or an attachment: a node of the tree its properties hang on. */
type Node = { attachments?: Node[]; recipients?: Node[]; innerMsgContentFields?: Node };

/** Null when the library gives up. */
function parse(bytes: Buffer): MapiMessage | null {
  const found = new Map<object, Props>();
  const reader = new MsgReader(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer);
  reader.parserConfig = {
    propertyObserver(fields, tag, raw) {
      const props: Props = found.get(fields) ?? new Map();
      found.set(fields, props);
      if (raw) addProp(props, tag, raw);
    },
  };
  try {
    const root = quietly(() => reader.getFileData());
    if (root.error !== undefined) return null;
    return messageOf(root as Node, (node) => found.get(node) ?? new Map());
  } catch {
    return null;
  }
}

const SIGNED_TYPE = /^multipart\/signed/i;

function messageOf(node: Node, propsOf: (node: Node) => Props, outer: string | null = null): MapiMessage {
  const props = propsOf(node);
  const charset = charsetOf(props) ?? outer;
  const text = (id: number) => textOf(props, id, charset);
  const person = (name: number, address: number, smtp: number): MapiPerson => ({
    name: text(name),
    address: text(address),
    smtp: text(smtp),
  });
  const attached = node.attachments ?? [];
  const html = bytesOf(props, 0x1013);
  const messageClass = text(0x001a);
  return {
    messageClass,
    subject: text(0x0037),
    headers: text(0x007d),
    senders: [person(0x0042, 0x0065, 0x5d02), person(0x0c1a, 0x0c1f, 0x5d01)],
    recipients: (node.recipients ?? []).map((one) => recipientOf(propsOf(one), charset)),
    displayTo: text(0x0e04),
    displayCc: text(0x0e03),
    submitted: timeOf(props, 0x0039),
    delivered: timeOf(props, 0x0e06),
    messageId: text(0x1035),
    inReplyTo: text(0x1042),
    references: text(0x1039),
    body: text(0x1000),
    html: html ? decodeText(html.subarray(0, HTML_LIMIT), htmlCharsetOf(props) ?? charset) : text(0x1013),
    rtf: rtfOf(bytesOf(props, 0x1009)),
    attachments: attached.map((one) => attachmentOf(propsOf(one), charset, one.innerMsgContentFields)),
    inner: attached.flatMap((one) =>
      one.innerMsgContentFields ? [messageOf(one.innerMsgContentFields, propsOf, charset)] : [],
    ),
    signed: signedOf(messageClass, attached.map(propsOf), charset),
  };
}

const KINDS = { 1: "to", 2: "cc", 3: "bcc" } as const;

function recipientOf(props: Props, charset: string | null): MapiMessage["recipients"][number] {
  const kind = KINDS[((numberOf(props, 0x0c15) ?? 1) & 0xf) as 1 | 2 | 3] ?? "to";
  const text = (id: number) => textOf(props, id, charset);
  return { name: text(0x3001), address: text(0x3003), smtp: text(0x39fe), kind };
}

function attachmentOf(props: Props, charset: string | null, inner: Node | undefined): Attachment {
  const name = [0x3707, 0x3704, 0x3001].map((id) => textOf(props, id, charset)).find((text) => text !== "") ?? "";
  const data = bytesOf(props, 0x3701);
  return {
    name: name.replace(/[/\\]/g, "_"),
    size: data?.length ?? numberOf(props, 0x0e20) ?? 0,
    type: inner ? "message/rfc822" : textOf(props, 0x370e, charset),
  };
}

/** A signed mail keeps what was signed as its one attachment ([MS-OXOSMIME]). */
function signedOf(messageClass: string, attached: Props[], charset: string | null): Uint8Array | null {
  if (!/^ipm\.note\.smime/i.test(messageClass)) return null;
  const holder = attached.find((props) => SIGNED_TYPE.test(textOf(props, 0x370e, charset)));
  return holder ? bytesOf(holder, 0x3701) : null;
}

function rtfOf(packed: Buffer | null): string {
  if (!packed || packed.length < 16 || packed.length > HTML_LIMIT || packed.readUInt32LE(4) > 8 * HTML_LIMIT) return "";
  // The library trusts the size that stands in front.
  const whole = Buffer.from(packed);
  whole.writeUInt32LE(Math.min(whole.readUInt32LE(), whole.length - 4));
  try {
    return Buffer.from(decompressRTF([...whole])).toString("latin1");
  } catch {
    return "";
  }
}
