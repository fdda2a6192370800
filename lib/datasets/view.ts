/** What screens see of datasets and emails: shared by lib, app and components. */
import type { Columns } from "#lib/emails/table";

export type DatasetRow = {
  id: number;
  name: string;
  createdAt: number;
  createdBy: string;
  emailCount: number;
  leftOutCount: number;
  problemCount: number;
  fileCount: number;
  /** Total size of its files, bytes. */
  bytes: number;
  /** Whether files wait or are being read. */
  isImporting: boolean;
  /** When the last file was read to its end; null when none was. */
  readAt: number | null;
  removedAt: number | null;
};

export type FileView = {
  id: number;
  name: string;
  state: "waiting" | "importing" | "done" | "failed";
  kind: string | null;
  length: number;
  bytesRead: number;
  emailCount: number;
  problemCount: number;
  /** Of its emails, those that are in the dataset already. */
  duplicateCount: number;
  /** The first problem's sentence, when nothing at all could be read. */
  firstProblem: string | null;
};

/** A dataset with its files: those at work and those with problems first, at most 200 of them. */
export type DatasetView = DatasetRow & { files: FileView[]; pointed: Pointed; hasSubmittedBatch: boolean };

/** Which emails a list shows, by the word that stands in the address. */
export const SHOWS = ["taken-in", "left-out", "duplicates", "short", "hidden", "no-date", "no-sender"] as const;
export type Show = (typeof SHOWS)[number];

/** How many emails of a dataset there are of each kind that Review points out. */
export type Pointed = {
  duplicates: number;
  /** Duplicates that a person took back in. */
  duplicatesIn: number;
  short: number;
  hidden: number;
  noDate: number;
  noSender: number;
};

export type EmailRow = {
  id: number;
  /** Display name, else address, else "". */
  sender: string;
  subject: string;
  date: number | null;
  bytes: number;
  leftOut: boolean;
  isDuplicate: boolean;
  isShort: boolean;
  /** Its HTML holds text that a reader cannot see. */
  isHiding: boolean;
  /** Emails in its conversation, duplicates aside, counted up to 100; 1 when it is alone. */
  threadCount: number;
};

export type EmailPage = { rows: EmailRow[]; next: string | null };

export type EmailView = {
  id: number;
  datasetId: number;
  fromText: string;
  to: { name: string; address: string }[];
  cc: { name: string; address: string }[];
  date: number | null;
  subject: string;
  text: string;
  attachments: { name: string; size: number; type: string }[];
  /** The start of what its HTML hides; "" when nothing is hidden. */
  hiddenText: string;
  /** Columns of its row that are no part of an email. */
  extra: Record<string, string>;
  leftOut: boolean;
  isDuplicate: boolean;
  /** Offset in `text` from which older mail or a signature follows; null when all of it is new. */
  foldFrom: number | null;
  /** The same email that is kept; null when it is no duplicate. */
  original: (EmailPlace & { id: number }) | null;
  /** Its conversation in the order of dates, itself included, at most 50; [] when it is alone. */
  thread: EmailRow[];
} & EmailPlace;

/** Where an email came from: a file, a place inside it when it is an archive, the 0-based place of the entry. */
export type EmailPlace = { fileName: string; fileKind: string | null; path: string; position: number };

/** `raw` is the start of what could not be read. */
export type ProblemRow = { id: number; fileName: string; place: string; code: string; message: string; raw: string };

/** Problems of one kind: what happened to how many, and the sentence of the first. */
export type ProblemGroup = { code: string; unit: string; count: number; title: string; example: string };

export type ProblemPage = { rows: ProblemRow[]; total: number };

/** Tables of a dataset that have the same column names: how they are read, as the newest file shows it. */
export type TableView = {
  headersId: string;
  columns: string[];
  /** Three rows, cells cut short. */
  rows: string[][];
  fields: Columns;
  guess: Columns;
  isSure: boolean;
  isChosen: boolean;
  /** Whether it was chosen before the newest of these files came. */
  isRemembered: boolean;
  /** Of the remembered choice; 0 when there is none. */
  revision: number;
  fileCount: number;
  fileName: string;
  isReading: boolean;
};

/** What a row would become. */
export type SampleEmail = {
  fromText: string;
  to: string;
  date: number | null;
  subject: string;
  text: string;
  extras: number;
};
