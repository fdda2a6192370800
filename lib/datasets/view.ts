/** What screens see of datasets and emails. Types only: shared by lib, app and components. */
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
  /** The first problem's sentence, when nothing at all could be read. */
  firstProblem: string | null;
};

/** A dataset with its files: those at work and those with problems first, at most 200 of them. */
export type DatasetView = DatasetRow & { files: FileView[]; hasSubmittedBatch: boolean };

export type EmailRow = {
  id: number;
  /** Display name, else address, else "". */
  sender: string;
  subject: string;
  date: number | null;
  bytes: number;
  leftOut: boolean;
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
  fileName: string;
  position: number;
  leftOut: boolean;
};

export type ProblemRow = { id: number; fileName: string; place: string; code: string; message: string };
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
