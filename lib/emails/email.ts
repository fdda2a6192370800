/** One mailbox. `address` is lower-cased; either may be "". */
export type Address = { name: string; address: string };

/** What is listed of an attachment; its bytes are not kept. `size` is in bytes after decoding. */
export type Attachment = { name: string; size: number; type: string };

/** One message, whatever file it came from. Empty strings and lists stand for what the file did not say. */
export type Email = {
  messageId: string | null;
  inReplyTo: string | null;
  references: string[];
  /** The From as the file wrote it, decoded ("Jane Doe <jane@x.com>"); "" when absent. Goes into the request as it is. */
  fromText: string;
  from: Address[];
  to: Address[];
  cc: Address[];
  /** Milliseconds since the epoch, UTC. */
  date: number | null;
  subject: string;
  /** Full readable body with "\n" line ends. */
  text: string;
  attachments: Attachment[];
  /** The start of what its HTML hides from a reader's eye (2,000 characters at most); "" when nothing is hidden. */
  hiddenText: string;
  /** The file it lies in inside an archive: "2026/offer.eml"; "" in every other file. */
  path: string;
  /** Its folder in an Outlook archive: "Inbox/Offers"; "" elsewhere. */
  folder: string;
  /** Columns or keys of its row that are not mapped to a field above. */
  extra: Record<string, string>;
};

/** Something that could not be read. */
export type Problem = {
  /** "row 12", "line 3", "message 7" or "the file". */
  place: string;
  /** A short, stable word for code ("empty", "truncated", …). */
  code: string;
  /** One plain sentence. */
  message: string;
  /** The first 2,000 characters of what could not be read. */
  raw: string;
};

/**
 * What `readEmails` yields. `position` is the 0-based index of the entry in its file, stable between runs, so that an
 * import can take up where it stopped; `bytes` is the size of the entry in the source.
 */
export type Entry =
  | { kind: "email"; position: number; email: Email; bytes: number }
  | { kind: "problem"; position: number; problem: Problem };

export type FileKind =
  | "json"
  | "jsonl"
  | "csv"
  | "eml"
  | "emlx"
  | "msg"
  | "pst"
  | "workbook"
  | "mbox"
  | "zip"
  | "gzip"
  | "tar";
