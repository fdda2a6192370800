/**
 * Every table of Mailgist. Plural, snake_case; types are inferred from here.
 * Times are milliseconds since the epoch (UTC), sizes are bytes. Money is never stored: it follows from tokens and prices.
 * Full-text tables are hand-written migrations: see db/migrations.
 */
import { sql } from "drizzle-orm";
import { blob, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

const id = () => integer("id").primaryKey({ autoIncrement: true });
const time = (name: string) => integer(name);
const flag = (name: string) => integer(name, { mode: "boolean" });
const json = <T>(name: string) => text(name, { mode: "json" }).$type<T>();

type NamedAddress = { name: string; address: string };
type NamedFile = { name: string; size: number; type: string };

/** What one drop became: its files and emails. Written by lib/datasets. */
export const datasets = sqliteTable("datasets", {
  id: id(),
  name: text("name").notNull(),
  createdAt: time("created_at").notNull(),
  createdBy: text("created_by").notNull().default(""),
  /** In the bin since; null while it is in use. */
  removedAt: time("removed_at"),
  /** Set when the bin is emptied: the worker then deletes it in slices. */
  purgedAt: time("purged_at"),
});

/**
 * One file of a dataset. Bytes lie in the uploads folder under a random name; many small files may share
 * one stored file, each with its own offset and length. Written by lib/datasets.
 */
export const datasetFiles = sqliteTable(
  "dataset_files",
  {
    id: id(),
    datasetId: integer("dataset_id")
      .notNull()
      .references(() => datasets.id),
    /** Path as dropped ("Inbox/2026/offer.eml"). Shown, never used as a path. */
    name: text("name").notNull(),
    /** Name inside the uploads folder. */
    storedName: text("stored_name").notNull(),
    offset: integer("offset").notNull().default(0),
    length: integer("length").notNull(),
    /** A bundle is unpacked into rows of its own before anything is read. */
    isBundle: flag("is_bundle").notNull().default(false),
    state: text("state", { enum: ["waiting", "importing", "done", "failed"] })
      .notNull()
      .default("waiting"),
    kind: text("kind"),
    sha256: text("sha256"),
    bytesRead: integer("bytes_read").notNull().default(0),
    /** Entries (emails and problems) already stored: where a restarted import goes on. */
    entriesRead: integer("entries_read").notNull().default(0),
    emailCount: integer("email_count").notNull().default(0),
    problemCount: integer("problem_count").notNull().default(0),
    /** Rises when it is to be read again, with its columns matched anew. What an earlier reading brings is not stored. */
    reading: integer("reading").notNull().default(1),
    createdAt: time("created_at").notNull(),
    finishedAt: time("finished_at"),
  },
  (table) => [
    index("dataset_files_dataset").on(table.datasetId),
    index("dataset_files_open").on(table.state).where(sql`state in ('waiting','importing')`),
  ],
);

/** Which column, by its name, holds what: fields of lib/emails/fields. */
type ColumnFields = Record<string, string>;

/** The tables found in files: how their columns were read, and some rows to show. Written by lib/datasets. */
export const fileTables = sqliteTable(
  "file_tables",
  {
    id: id(),
    datasetId: integer("dataset_id").notNull(),
    fileId: integer("file_id")
      .notNull()
      .references(() => datasetFiles.id),
    /** The same for all tables with these column names. */
    headersId: text("headers_id").notNull(),
    columns: json<string[]>("columns").notNull(),
    fields: json<ColumnFields>("fields").notNull(),
    guess: json<ColumnFields>("guess").notNull(),
    /** Whether the names alone gave away subject, body and sender. */
    isSure: flag("is_sure").notNull(),
    /** Whether `fields` is what a person chose. */
    isChosen: flag("is_chosen").notNull(),
    dates: text("dates", { enum: ["day-first", "month-first"] }).notNull(),
    rows: json<string[][]>("rows").notNull(),
  },
  (table) => [
    uniqueIndex("file_tables_headers").on(table.fileId, table.headersId),
    index("file_tables_dataset").on(table.datasetId, table.headersId),
  ],
);

/** What people chose for the columns of tables with the same headers, wherever they come in. Written by lib/datasets. */
export const columnMatches = sqliteTable("column_matches", {
  headersId: text("headers_id").primaryKey(),
  /** null: back to the guess. */
  fields: json<ColumnFields>("fields"),
  /** Rises with every choice; a choice names the one it saw. */
  revision: integer("revision").notNull().default(1),
  chosenAt: time("chosen_at").notNull(),
  chosenBy: text("chosen_by").notNull().default(""),
});

/** What could not be read, and why. Nothing is silently dropped. Written by lib/datasets. */
export const importProblems = sqliteTable(
  "import_problems",
  {
    id: id(),
    datasetId: integer("dataset_id").notNull(),
    fileId: integer("file_id")
      .notNull()
      .references(() => datasetFiles.id),
    position: integer("position").notNull(),
    place: text("place").notNull(),
    code: text("code").notNull(),
    message: text("message").notNull(),
    /** The start of what could not be read. */
    raw: text("raw").notNull(),
  },
  (table) => [
    uniqueIndex("import_problems_place").on(table.fileId, table.position),
    index("import_problems_dataset").on(table.datasetId),
  ],
);

/** One message, in RFC 5322 words. Written by lib/datasets. */
export const emails = sqliteTable(
  "emails",
  {
    id: id(),
    datasetId: integer("dataset_id").notNull(),
    fileId: integer("file_id")
      .notNull()
      .references(() => datasetFiles.id),
    /** 0-based place of the entry in its file. */
    position: integer("position").notNull(),
    messageId: text("message_id"),
    inReplyTo: text("in_reply_to"),
    references: json<string[]>("references").notNull().default([]),
    /** The From as its file wrote it; goes into the request as it is. */
    fromText: text("from_text").notNull(),
    fromName: text("from_name").notNull(),
    fromAddress: text("from_address").notNull(),
    to: json<NamedAddress[]>("to").notNull(),
    cc: json<NamedAddress[]>("cc").notNull(),
    date: time("date"),
    subject: text("subject").notNull(),
    /** Where it lies inside its file, for archives. */
    path: text("path").notNull().default(""),
    /** Size of the entry in its file. */
    bytes: integer("bytes").notNull(),
    /** Twice in its dataset and not the first of them. Kept true by lib/datasets/duplicates and a trigger, whichever file comes or goes. */
    isDuplicate: flag("is_duplicate").notNull().default(false),
    /** What a person chose, where it differs from the rule below: true left out, false taken in all the same. */
    chosenOut: flag("chosen_out"),
    /** Known by the click that chose it, so that the click can be undone. */
    choiceId: integer("choice_id"),
    /** Whether the next submit passes it over. The one rule, which every list, count and batch reads from here. */
    leftOut: flag("left_out")
      .notNull()
      .generatedAlwaysAs(sql`(coalesce(chosen_out, is_duplicate))`, { mode: "virtual" }),
    /** The same for the same message, however it was exported (lib/emails/content-key.ts). */
    contentKey: text("content_key"),
    /** Hardly any text of its own. */
    isShort: flag("is_short").notNull().default(false),
    /** Its subject without "Re:" and the like, folded; null when nothing is left. */
    subjectKey: text("subject_key"),
    isReply: flag("is_reply").notNull().default(false),
    /** Shared by the emails of one conversation, in most the Message-ID of its first; null while it is alone. */
    threadId: text("thread_id"),
    // What may be long stands last: a list reads a row without it.
    text: text("text").notNull(),
    /** The start of what its HTML hides from a reader's eye. */
    hiddenText: text("hidden_text").notNull().default(""),
    attachments: json<NamedFile[]>("attachments").notNull(),
    extra: json<Record<string, string>>("extra").notNull(),
  },
  (table) => [
    uniqueIndex("emails_place").on(table.fileId, table.position),
    index("emails_dataset").on(table.datasetId, table.leftOut),
    index("emails_content")
      .on(table.datasetId, table.contentKey, table.isDuplicate, table.fileId, table.position)
      .where(sql`content_key is not null`),
    index("emails_message").on(table.datasetId, table.messageId).where(sql`message_id is not null`),
    index("emails_subject").on(table.datasetId, table.subjectKey, table.isReply).where(sql`subject_key is not null`),
    index("emails_thread").on(table.datasetId, table.threadId, table.isDuplicate).where(sql`thread_id is not null`),
    // One for each thing pointed out in Review: each holds only the emails it is about.
    index("emails_duplicate").on(table.datasetId, table.leftOut).where(sql`is_duplicate = 1`),
    index("emails_file_duplicate").on(table.fileId).where(sql`is_duplicate = 1`),
    index("emails_choice").on(table.datasetId, table.choiceId).where(sql`choice_id is not null`),
    index("emails_short").on(table.datasetId).where(sql`is_short = 1`),
    index("emails_hidden").on(table.datasetId).where(sql`hidden_text <> ''`),
    index("emails_undated").on(table.datasetId).where(sql`date is null`),
    index("emails_unsigned").on(table.datasetId).where(sql`from_text = ''`),
  ],
);

/** Which fields an answer has beside its summary; lib/prompts/form.ts says what each means. */
export type Form = {
  tags: string[] | null;
  category: string[];
  sentiment: boolean;
  urgency: boolean;
  people: boolean;
  dates: boolean;
  amounts: boolean;
  actions: boolean;
  language: string;
  own: {
    name: string;
    kind: "text" | "number" | "date" | "yes_no" | "choice" | "list";
    hint: string;
    choices: string[];
  }[];
};

/** Instructions people wrote or that ship with Mailgist. Written by lib/prompts. */
export const prompts = sqliteTable("prompts", {
  id: id(),
  name: text("name").notNull(),
  recipe: text("recipe", { enum: ["classic", "mailgist"] }).notNull(),
  instructions: text("instructions").notNull(),
  /** null asks for the summary alone. */
  form: json<Form>("form"),
  /** Rises with every change. */
  version: integer("version").notNull().default(1),
  createdAt: time("created_at").notNull(),
  updatedAt: time("updated_at").notNull(),
});

/** Tokens a batch is expected to take, as a range. `key` says of which draft and emails; money follows from prices. */
export type ExpectedTokens = {
  key: string;
  inputTokens: { low: number; high: number };
  outputTokens: { low: number; high: number };
};

/** Which emails a submit froze: those of the dataset up to an id, less some. */
export type Selection = { upToEmailId: number; leftOut: number[] };

/** What staff submitted. After 'submitted' its state is derived from its parts. Written by lib/batches. */
export const batches = sqliteTable(
  "batches",
  {
    id: id(),
    datasetId: integer("dataset_id")
      .notNull()
      .references(() => datasets.id),
    name: text("name").notNull(),
    state: text("state", { enum: ["draft", "submitted"] })
      .notNull()
      .default("draft"),
    /** Rises with every change of the draft; a submit names the one it saw. */
    revision: integer("revision").notNull().default(1),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    recipe: text("recipe", { enum: ["classic", "mailgist"] }).notNull(),
    promptName: text("prompt_name").notNull(),
    instructions: text("instructions").notNull(),
    form: json<Form>("form"),
    /** Of the instructions with a name; null where they were written for this batch. */
    promptVersion: integer("prompt_version"),
    selection: json<Selection>("selection"),
    /** The worker's place while it expands the selection into requests; null when not begun. */
    expandedTo: integer("expanded_to"),
    expandedAt: time("expanded_at"),
    /** What the estimate said last; frozen with the draft. */
    expected: json<ExpectedTokens>("expected"),
    /** Emails in the frozen selection. */
    emailCount: integer("email_count").notNull().default(0),
    createdAt: time("created_at").notNull(),
    createdBy: text("created_by").notNull().default(""),
    submittedAt: time("submitted_at"),
    submittedBy: text("submitted_by").notNull().default(""),
    cancelRequestedAt: time("cancel_requested_at"),
    /** When problems were last left as they are, or taken up again, and by whom. */
    settledAt: time("settled_at"),
    settledBy: text("settled_by").notNull().default(""),
    removedAt: time("removed_at"),
    purgedAt: time("purged_at"),
  },
  (table) => [
    index("batches_dataset").on(table.datasetId),
    uniqueIndex("batches_one_draft").on(table.datasetId).where(sql`state = 'draft'`),
  ],
);

/** The vendor's own times of a batch, milliseconds. */
export type VendorTimes = Partial<
  Record<
    | "created"
    | "in_progress"
    | "expires"
    | "finalizing"
    | "completed"
    | "failed"
    | "expired"
    | "cancelling"
    | "cancelled",
    number
  >
>;
export type VendorError = { code: string; message: string; line: number | null };

/** One OpenAI batch inside a batch. Written by lib/batches. */
export const parts = sqliteTable(
  "parts",
  {
    id: id(),
    batchId: integer("batch_id")
      .notNull()
      .references(() => batches.id),
    /** 1-based place in its batch; those with `kind` embeddings are counted apart: -1, -2 … */
    number: integer("number").notNull(),
    kind: text("kind", { enum: ["summaries", "embeddings"] })
      .notNull()
      .default("summaries"),
    state: text("state", {
      enum: ["waiting", "building", "uploading", "creating", "uncertain", "submitted", "collecting", "done", "stopped"],
    })
      .notNull()
      .default("waiting"),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    recipe: text("recipe", { enum: ["classic", "mailgist"] }).notNull(),
    instructions: text("instructions").notNull(),
    form: json<Form>("form"),
    /** A retry's: characters of an email's newest text that are sent at most; null for the recipe's own limit. */
    longestText: integer("longest_text"),
    /** A retry's: tokens an answer may take; null for the recipe's own limit. */
    answerTokens: integer("answer_tokens"),
    /** Numbers of a vector that are asked for; null for as many as the model has. Only with `kind` embeddings. */
    dimensions: integer("dimensions"),
    /** Its lines are still being written: it is not sent yet. Only with `kind` embeddings. */
    isFilling: flag("is_filling").notNull().default(false),
    requestCount: integer("request_count").notNull(),
    bytes: integer("bytes"),
    sha256: text("sha256"),
    /** Input tokens of its file, once a limit on queued tokens made it worth counting them. */
    tokens: integer("tokens"),
    /** How often the provider's queue was full for it. */
    queueWaits: integer("queue_waits").notNull().default(0),
    /** The provider refused it as too large while nothing else of ours was queued: it has to become smaller. */
    mustCut: flag("must_cut").notNull().default(false),
    /** The part that has to end before this one starts. */
    waitsForPartId: integer("waits_for_part_id"),
    /** When the intent to upload was stored: nothing of ours can be older at the vendor. */
    intentAt: time("intent_at"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: time("next_attempt_at"),
    /** Looks at which the provider did not show what it should have of this part: its batch, or a file of answers. */
    missingLooks: integer("missing_looks").notNull().default(0),
    /** Uploads and creations that failed without a clean answer, since the last that succeeded. */
    failedSends: integer("failed_sends").notNull().default(0),
    /** When a reply about it was lost last: what that call did may show up late. Null once that was looked for often enough. */
    doubtAt: time("doubt_at"),
    /** How often that was looked for. */
    lookAgains: integer("look_agains").notNull().default(0),
    /** The SHA-256 of files that were sent for it before it was cut smaller. */
    earlierHashes: json<string[]>("earlier_hashes"),
    /** A plain sentence: why it waits or stopped. */
    reason: text("reason"),
    vendorFileId: text("vendor_file_id"),
    vendorBatchId: text("vendor_batch_id"),
    vendorStatus: text("vendor_status"),
    vendorTimes: json<VendorTimes>("vendor_times"),
    vendorErrors: json<VendorError[]>("vendor_errors"),
    vendorTotal: integer("vendor_total"),
    vendorCompleted: integer("vendor_completed"),
    vendorFailed: integer("vendor_failed"),
    outputFileId: text("output_file_id"),
    errorFileId: text("error_file_id"),
    /** Lines of output and error file already collected: where a restarted collect goes on. */
    collectedLines: integer("collected_lines").notNull().default(0),
    inputTokens: integer("input_tokens"),
    outputTokens: integer("output_tokens"),
    /** Of the input tokens, those the vendor had read before and charges less for. */
    cachedTokens: integer("cached_tokens"),
    /** Of the output tokens, those the model spent on thinking. */
    reasoningTokens: integer("reasoning_tokens"),
    submittedAt: time("submitted_at"),
    syncedAt: time("synced_at"),
    finishedAt: time("finished_at"),
  },
  (table) => [
    uniqueIndex("parts_number").on(table.batchId, table.number),
    index("parts_open").on(table.state).where(sql`state not in ('done','stopped')`),
    index("parts_vendor_batch").on(table.vendorBatchId),
    index("parts_doubted").on(table.doubtAt).where(sql`doubt_at is not null`),
  ],
);

/**
 * A vendor's batch that is a part's a second time, since nobody could know that the first was there. It is cancelled,
 * and its files are deleted. Written by lib/batches.
 */
export const extraBatches = sqliteTable(
  "extra_batches",
  {
    id: id(),
    partId: integer("part_id").notNull(),
    provider: text("provider").notNull(),
    vendorBatchId: text("vendor_batch_id").notNull(),
    vendorStatus: text("vendor_status").notNull(),
    foundAt: time("found_at").notNull(),
    /** When it had ended at the vendor; null while it is still to be cancelled. */
    endedAt: time("ended_at"),
  },
  (table) => [
    uniqueIndex("extra_batches_vendor").on(table.provider, table.vendorBatchId),
    index("extra_batches_part").on(table.partId),
    index("extra_batches_open").on(table.provider).where(sql`ended_at is null`),
  ],
);

/** One email's line in a part's JSONL, and its one outcome. Written by lib/batches. */
export const requests = sqliteTable(
  "requests",
  {
    id: id(),
    batchId: integer("batch_id").notNull(),
    partId: integer("part_id")
      .notNull()
      .references(() => parts.id),
    emailId: integer("email_id").notNull(),
    customId: text("custom_id").notNull(),
    /** null until it is known. */
    outcome: text("outcome", { enum: ["summarised", "failed", "not_run"] }),
    reasonCode: text("reason_code"),
    reason: text("reason"),
    inputTokens: integer("input_tokens"),
    outputTokens: integer("output_tokens"),
    /** Which line it was answered by: that of the output file, or of the error file counted on from a billion. */
    answerPlace: integer("answer_place"),
    /** False once a retry replaced it. The ledger counts the latest. */
    isLatest: flag("is_latest").notNull().default(true),
    /** A person said "leave it at that": it stays without a summary and is no problem any more. */
    isSettled: flag("is_settled").notNull().default(false),
  },
  (table) => [
    uniqueIndex("requests_custom_id").on(table.partId, table.customId),
    index("requests_ledger").on(table.batchId, table.isLatest, table.outcome, table.isSettled),
    // Only what has no summary: counting 50,000 of them by cause reads this alone, in its order.
    index("requests_problems")
      .on(table.batchId, table.reasonCode, table.isSettled, table.partId, table.outcome, table.reason)
      .where(sql`is_latest = 1 and outcome in ('failed','not_run')`),
  ],
);

/**
 * One email asked about live, on a draft's very model and instructions, before anything is submitted. No summary comes
 * of it, but it costs. A row without `answeredAt` is the worker's to answer. Written by lib/batches.
 */
export const trials = sqliteTable(
  "trials",
  {
    id: id(),
    batchId: integer("batch_id").notNull(),
    emailId: integer("email_id").notNull(),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    /** sha256 of the request's body, the very text of the JSONL line's; null until it is sent. */
    bodyHash: text("body_hash"),
    /** null until it is known. */
    outcome: text("outcome", { enum: ["summarised", "failed", "cancelled"] }),
    text: text("text").notNull().default(""),
    reasonCode: text("reason_code"),
    reason: text("reason"),
    inputTokens: integer("input_tokens"),
    outputTokens: integer("output_tokens"),
    createdAt: time("created_at").notNull(),
    /** Committed before the call: a row that was started is never sent again. */
    startedAt: time("started_at"),
    answeredAt: time("answered_at"),
  },
  (table) => [
    index("trials_batch").on(table.batchId, table.id),
    index("trials_open").on(table.id).where(sql`answered_at is null`),
  ],
);

/**
 * Something a summary says that its email does not: `start` and `end` are places in the summary, UTF-16 units, or in
 * the value `in` says. `isHidden`: it stands in the email, but only where its HTML hides it from a reader.
 */
export type Claim = {
  start: number;
  end: number;
  kind: "name" | "number" | "date" | "time" | "email" | "phone" | "link";
  isHidden: boolean;
  in?: ClaimPlace;
};

/** A value beside the summary: which of a field's (`at`: owners and dues by their action item), and its unsupported words. */
export type ClaimPlace = {
  field: "people" | "companies" | "dates" | "amounts" | "owners" | "dues";
  at: number;
  words: string;
};

/**
 * What one email got in one batch: a summary, or the reason there is none. One row per email is current.
 * Sender, subject and date stand here again so that sorting never leaves this table. Written by lib/summaries.
 */
export const summaries = sqliteTable(
  "summaries",
  {
    id: id(),
    emailId: integer("email_id").notNull(),
    batchId: integer("batch_id").notNull(),
    datasetId: integer("dataset_id").notNull(),
    requestId: integer("request_id").notNull(),
    outcome: text("outcome", { enum: ["summarised", "failed", "not_run"] }).notNull(),
    /** The summary; "" when there is none. */
    text: text("text").notNull(),
    /** What the answer says beside it, as its part's form asked; null when it asked for nothing more. */
    fields: json<Record<string, unknown>>("fields"),
    reason: text("reason"),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    sender: text("sender").notNull(),
    subject: text("subject").notNull(),
    /**
     * What sorting compares: without case and accents, cut short. Filled in by the search index: writing them in
     * order of arrival would cost three times as much as all the rest of the row.
     */
    senderKey: text("sender_key").notNull().default(""),
    subjectKey: text("subject_key").notNull().default(""),
    /** The domain of its sender, labels turned round: "com.example.". Filled in by the search index as well, like the next. */
    domainKey: text("domain_key").notNull().default(""),
    /** Its email hides text, or is so long that it may have been cut. */
    hasProblems: flag("has_problems").notNull().default(false),
    /** The email's date; 0 when it has none, so that keyset paging needs no null rules. */
    date: time("date").notNull(),
    isCurrent: flag("is_current").notNull().default(true),
    createdAt: time("created_at").notNull(),
    /** Rises with every change; indexed_revision below it is the search index's only queue. */
    revision: integer("revision").notNull().default(1),
    indexedRevision: integer("indexed_revision").notNull().default(0),
    /** The revision that `claims` and the two flags after it speak of; below `revision` it is to be grounded again. */
    groundedRevision: integer("grounded_revision").notNull().default(0),
    /** What it says and its email does not. */
    claims: json<Claim[]>("claims").notNull().default([]),
    /** Its email holds text that addresses a model. */
    isSteered: flag("is_steered").notNull().default(false),
    /** Has claims, or its email tries to steer. */
    needsLook: flag("needs_look").notNull().default(false),
    /** Since when its text is a person's and no longer the model's; null once it is the model's again. */
    correctedAt: time("corrected_at"),
    correctedBy: text("corrected_by").notNull().default(""),
    /** When a person found its text right. A change of the text ends that. */
    reviewedAt: time("reviewed_at"),
    reviewedBy: text("reviewed_by").notNull().default(""),
    /** 1 good, -1 bad, null not said. */
    rating: integer("rating"),
    /** When a person chose it among the summaries of its email. */
    pickedAt: time("picked_at"),
    /** When a person last stood by it. Such a summary stays current and is never overwritten: the latest one wins. */
    keptAt: integer("kept_at").generatedAlwaysAs(
      sql`(nullif(max(coalesce(corrected_at, 0), coalesce(reviewed_at, 0), coalesce(picked_at, 0)), 0))`,
      { mode: "virtual" },
    ),
    /** The same for its vector. */
    embeddedRevision: integer("embedded_revision").notNull().default(0),
  },
  (table) => [
    uniqueIndex("summaries_email_batch").on(table.emailId, table.batchId),
    index("summaries_batch").on(table.batchId, table.id),
    // One per sort, each with every column a filter reads: a page walks one index and opens only the rows it shows.
    index("summaries_newest").on(table.id, table.date, table.datasetId, table.batchId, table.outcome, table.isCurrent),
    index("summaries_date").on(table.date, table.id, table.datasetId, table.batchId, table.outcome, table.isCurrent),
    index("summaries_sender").on(
      table.senderKey,
      table.id,
      table.date,
      table.datasetId,
      table.batchId,
      table.outcome,
      table.isCurrent,
    ),
    index("summaries_subject").on(
      table.subjectKey,
      table.id,
      table.date,
      table.datasetId,
      table.batchId,
      table.outcome,
      table.isCurrent,
    ),
    // What answers say beside the summary: lists are narrowed to it and it is counted, so each holds what a filter reads.
    // Rows without are not in there.
    ...(["category", "sentiment", "urgency"] as const).map((field) =>
      index(`summaries_${field}`)
        .on(
          sql.raw(`fields ->> '$.${field}'`),
          table.id,
          table.date,
          table.datasetId,
          table.batchId,
          table.outcome,
          table.isCurrent,
        )
        .where(sql.raw(`fields ->> '$.${field}' is not null`)),
    ),
    index("summaries_unindexed").on(table.id).where(sql`indexed_revision < revision`),
    index("summaries_ungrounded").on(table.id).where(sql`outcome = 'summarised' and grounded_revision < revision`),
    // One for each thing a list can be narrowed to: each holds only the summaries it is about.
    index("summaries_needs_look").on(table.id).where(sql`needs_look = 1 and reviewed_at is null`),
    index("summaries_reviewed").on(table.id).where(sql`reviewed_at is not null`),
    index("summaries_corrected").on(table.id).where(sql`corrected_at is not null`),
    index("summaries_domain").on(table.domainKey, table.id).where(sql`domain_key <> ''`),
    index("summaries_problems").on(table.id).where(sql`has_problems = 1`),
    index("summaries_steered").on(table.id).where(sql`is_steered = 1`),
    index("summaries_unembedded").on(table.id).where(sql`embedded_revision < revision`),
  ],
);

/**
 * The vector of each summary that has one: `dimensions` float32, little-endian, of length 1. `model` is the number that
 * the settings give to the model it was made with. Written by lib/search.
 */
export const embeddings = sqliteTable("embeddings", {
  /** The summary's id. */
  id: integer("id").primaryKey(),
  model: integer("model").notNull(),
  vector: blob("vector", { mode: "buffer" }).notNull(),
});

/** The signs of each vector, one bit per dimension: small enough to be compared with all of them. Written by lib/search. */
export const embeddingBits = sqliteTable("embedding_bits", {
  id: integer("id").primaryKey(),
  model: integer("model").notNull(),
  bits: blob("bits", { mode: "buffer" }).notNull(),
});

/**
 * Something to do that an answer named. Rows follow `summaries.fields` (lib/summaries/actions.ts) and leave with their
 * summary by a trigger; what people and the worker add is written by lib/insight.
 */
export const actionItems = sqliteTable(
  "action_items",
  {
    summaryId: integer("summary_id").notNull(),
    /** Its place in the answer's list. */
    place: integer("place").notNull(),
    datasetId: integer("dataset_id").notNull(),
    batchId: integer("batch_id").notNull(),
    what: text("what").notNull(),
    owner: text("owner"),
    /** As the answer says it: "Friday", "2026-03-01". */
    due: text("due"),
    /** The day that is meant, in days since 1970 (UTC); 999999 when none is named or it cannot be told. */
    dueDay: integer("due_day").notNull().default(999_999),
    /** Whether `due` was read already. */
    isDueRead: flag("is_due_read").notNull().default(false),
    doneAt: time("done_at"),
    doneBy: text("done_by").notNull().default(""),
  },
  (table) => [
    primaryKey({ columns: [table.summaryId, table.place] }),
    index("action_items_open")
      .on(table.dueDay, table.summaryId, table.place, table.datasetId, table.batchId)
      .where(sql`done_at is null`),
    index("action_items_done").on(table.doneAt).where(sql`done_at is not null`),
    index("action_items_unread").on(table.summaryId, table.place).where(sql`is_due_read = 0`),
  ],
);

/**
 * How vectors are laid out as a map: `mean` and `axes` (float32) bring a vector to a few dimensions, the landmarks from
 * there to a place. Only the newest counts. Written by lib/insight.
 */
export const maps = sqliteTable("maps", {
  id: integer("id").primaryKey({ autoIncrement: true }),
  /** The number of the model whose vectors it was made of, and how many of them there were. */
  model: integer("model").notNull(),
  vectors: integer("vectors").notNull(),
  mean: blob("mean", { mode: "buffer" }).notNull(),
  axes: blob("axes", { mode: "buffer" }).notNull(),
  /** Up to which summary all were queued to be placed; null when through. */
  queuedTo: integer("queued_to"),
  madeAt: time("made_at").notNull(),
});

/** The summaries that hold a map's shape: where each lies in a few dimensions (float32), and on the map. */
export const mapLandmarks = sqliteTable("map_landmarks", {
  /** The summary's id. */
  id: integer("id").primaryKey(),
  low: blob("low", { mode: "buffer" }).notNull(),
  x: real("x").notNull(),
  y: real("y").notNull(),
});

/** Where each summary lies on the map, 0 to 1023 each way. They leave with their vectors, by triggers. */
export const mapPoints = sqliteTable(
  "map_points",
  {
    /** The summary's id. */
    id: integer("id").primaryKey(),
    map: integer("map").notNull(),
    x: integer("x").notNull(),
    y: integer("y").notNull(),
    /** A number without meaning: the first so many by it are a fair sample. */
    shuffle: integer("shuffle").notNull(),
  },
  (table) => [
    index("map_points_place").on(table.map, table.y, table.x),
    index("map_points_sample").on(table.map, table.shuffle, table.x, table.y),
  ],
);

/** Summaries whose vector is new and that have no place yet; filled by a trigger. */
export const mapQueue = sqliteTable("map_queue", { id: integer("id").primaryKey() });

/**
 * One summary's line in the JSONL of a part with `kind` embeddings, and what came of it. What is asked for here has left
 * the queue of `embedded_revision`; nothing of it is in the ledger. Written by lib/batches.
 */
export const vectorRequests = sqliteTable(
  "vector_requests",
  {
    id: id(),
    partId: integer("part_id").notNull(),
    summaryId: integer("summary_id").notNull(),
    /** The summary's revision with this text. */
    revision: integer("revision").notNull(),
    /** As it is sent, so that building again gives the same bytes; "" once answered. */
    text: text("text").notNull(),
    /** null until it is known; "stale": the summary or the model is another by now. */
    outcome: text("outcome", { enum: ["made", "failed", "stale"] }),
    reason: text("reason"),
    inputTokens: integer("input_tokens"),
  },
  (table) => [
    index("vector_requests_part").on(table.partId, table.outcome),
    index("vector_requests_open").on(table.partId, table.id).where(sql`outcome is null`),
    index("vector_requests_failed").on(table.summaryId).where(sql`outcome = 'failed'`),
  ],
);

/** Tokens that were embedded live, for queries and corrected summaries, by day. Written by lib/search. */
export const embeddingCalls = sqliteTable(
  "embedding_calls",
  {
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    /** When the day began, ms. */
    day: time("day").notNull(),
    inputTokens: integer("input_tokens").notNull(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.model, table.day] })],
);

/** Every word that the search index has met and that could be meant by a mistyped one. Written by lib/search. */
export const searchWords = sqliteTable("search_words", { word: text("word").primaryKey() });

/**
 * Every text a corrected summary had, the model's first, each with who wrote it; rows are only ever added. What it says
 * of a review is that of the text before, which an undo brings back. Written by lib/summaries.
 */
export const summaryEdits = sqliteTable(
  "summary_edits",
  {
    id: id(),
    summaryId: integer("summary_id").notNull(),
    /** The summary's revision with this text. */
    revision: integer("revision").notNull(),
    how: text("how", { enum: ["written", "edited", "restored", "undone"] }).notNull(),
    text: text("text").notNull(),
    at: time("at").notNull(),
    who: text("who").notNull().default(""),
    endedReviewAt: time("ended_review_at"),
    endedReviewBy: text("ended_review_by").notNull().default(""),
  },
  (table) => [index("summary_edits_summary").on(table.summaryId, table.id)],
);

/**
 * A short label, known by its key: without case, accents and plural. One that was merged or renamed is shown as the one
 * it went into, so that later answers with its old name find their way too; 0 shows it nowhere. Written by lib/tags.
 */
export const tags = sqliteTable(
  "tags",
  {
    id: id(),
    name: text("name").notNull(),
    key: text("key").notNull(),
    intoId: integer("into_id"),
    /** The summary up to which those with this tag were queued for the search index since it was shown otherwise. */
    queuedTo: integer("queued_to"),
  },
  (table) => [
    uniqueIndex("tags_key").on(table.key),
    index("tags_queued").on(table.id).where(sql`queued_to is not null`),
    index("tags_into").on(table.intoId).where(sql`into_id is not null`),
  ],
);

/** Which tags a summary was given, by its answer or by a person. Written by lib/tags. */
export const summaryTags = sqliteTable(
  "summary_tags",
  {
    summaryId: integer("summary_id").notNull(),
    tagId: integer("tag_id").notNull(),
    source: text("source", { enum: ["model", "person"] }).notNull(),
    /** The change that took it off; null while it is on. */
    offBy: integer("off_by"),
  },
  (table) => [
    primaryKey({ columns: [table.summaryId, table.tagId] }),
    index("summary_tags_tag").on(table.tagId, table.summaryId).where(sql`off_by is null`),
  ],
);

/**
 * How many rows of `summaries` a batch has, and how many of them are current. New rows are counted by the code that adds
 * them (lib/summaries/save.ts), whatever comes later by triggers.
 */
export const summaryCounts = sqliteTable("summary_counts", {
  batchId: integer("batch_id").primaryKey(),
  summaries: integer("summaries").notNull(),
  current: integer("current").notNull(),
});

/** How many summaries of a batch have a tag on, and how many of them are current. Kept true by triggers. */
export const tagCounts = sqliteTable(
  "tag_counts",
  {
    batchId: integer("batch_id").notNull(),
    tagId: integer("tag_id").notNull(),
    summaries: integer("summaries").notNull(),
    current: integer("current").notNull(),
  },
  (table) => [primaryKey({ columns: [table.batchId, table.tagId] })],
);

/** What people did to tags, each to be undone by its id. Written by lib/tags. */
export const tagChanges = sqliteTable("tag_changes", {
  id: id(),
  kind: text("kind", { enum: ["merge", "name", "remove", "add", "take_off", "dismiss"] }).notNull(),
  tagId: integer("tag_id").notNull(),
  /** merge: what it went into. dismiss: the other of the two. add: the removed tag that came back with it. */
  otherId: integer("other_id"),
  /** add, take_off: of which summary. */
  summaryId: integer("summary_id"),
  /** What the tag was called before. */
  nameBefore: text("name_before"),
  /** add: what the summary's row said of the tag before; null when there was none. */
  rowBefore: json<{ source: "model" | "person"; offBy: number | null }>("row_before"),
  at: time("at").notNull(),
  by: text("by").notNull().default(""),
  undoneAt: time("undone_at"),
});

/** Lines of a vendor's answer that belong to no request of ours. Written by lib/batches. */
export const quarantine = sqliteTable(
  "quarantine",
  {
    id: id(),
    partId: integer("part_id").notNull(),
    source: text("source", { enum: ["output", "error"] }).notNull(),
    line: integer("line").notNull(),
    why: text("why").notNull(),
    raw: text("raw").notNull(),
  },
  (table) => [uniqueIndex("quarantine_place").on(table.partId, table.source, table.line)],
);

/** Files to delete at a vendor, repeated until it says 200 or 404. Written by lib/batches. */
export const deletions = sqliteTable(
  "deletions",
  {
    id: id(),
    provider: text("provider").notNull(),
    vendorFileId: text("vendor_file_id").notNull(),
    batchId: integer("batch_id"),
    partId: integer("part_id"),
    createdAt: time("created_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: time("next_attempt_at").notNull(),
    /** The receipt: when the vendor confirmed, and its HTTP status. */
    deletedAt: time("deleted_at"),
    receipt: text("receipt"),
  },
  (table) => [
    uniqueIndex("deletions_file").on(table.provider, table.vendorFileId),
    index("deletions_batch").on(table.batchId),
    index("deletions_open").on(table.nextAttemptAt).where(sql`deleted_at is null`),
  ],
);

/** A typed key as it is stored: AES-256-GCM with the key file's bytes; only the last four characters are in clear. */
export type SealedKey = { iv: string; tag: string; sealed: string; lastFour: string };

/**
 * A provider that somebody added: with Files + Batches, or one that only answers chat completions. A removed one stays,
 * so that what it wrote keeps its name. Written by lib/providers.
 */
export const endpoints = sqliteTable("endpoints", {
  id: id(),
  kind: text("kind", { enum: ["batches", "chat"] }).notNull(),
  name: text("name").notNull(),
  /** As far as "/v1", without a slash at its end. */
  baseUrl: text("base_url").notNull(),
  key: json<SealedKey>("key"),
  /** Emails asked about at the same time; only where there are no batches. */
  concurrency: integer("concurrency").notNull().default(2),
  createdAt: time("created_at").notNull(),
  removedAt: time("removed_at"),
});

/**
 * What a person says a model costs, US dollars per million tokens as they are charged there (in a batch, where there
 * are batches). The newest that had begun when something was sent counts. Written by lib/providers.
 */
export const prices = sqliteTable(
  "prices",
  {
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    since: time("since").notNull(),
    input: real("input").notNull(),
    cachedInput: real("cached_input").notNull(),
    output: real("output").notNull(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.model, table.since] })],
);

/** What deleted batches had used, so that the month's sum stays true. Written by lib/batches. */
export const pastUsage = sqliteTable(
  "past_usage",
  {
    id: id(),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    /** When it was sent. */
    at: time("at").notNull(),
    inputTokens: integer("input_tokens").notNull(),
    cachedTokens: integer("cached_tokens").notNull(),
    outputTokens: integer("output_tokens").notNull(),
  },
  (table) => [index("past_usage_at").on(table.at)],
);

/** What staff change and what the worker remembers, by key. Written by lib/settings. */
export const settings = sqliteTable("settings", {
  key: text("key").primaryKey(),
  value: json<unknown>("value").notNull(),
  updatedAt: time("updated_at").notNull(),
});

/**
 * Choices of one batch for all emails that another one has too; the worker follows them in slices. Each summary it picks
 * gets `at` as its `picked_at`, by which undoing finds it. Written by lib/summaries.
 */
export const picks = sqliteTable(
  "picks",
  {
    id: id(),
    batchId: integer("batch_id").notNull(),
    otherId: integer("other_id").notNull(),
    state: text("state", { enum: ["picking", "picked", "undoing", "undone"] }).notNull(),
    /** The last summary that was looked at. */
    place: integer("place").notNull().default(0),
    done: integer("done").notNull().default(0),
    /** Left as they are, since a person stood by the other batch's. */
    kept: integer("kept").notNull().default(0),
    at: time("at").notNull(),
    who: text("who").notNull().default(""),
  },
  (table) => [
    index("picks_open").on(table.id).where(sql`state in ('picking', 'undoing')`),
    index("picks_batches").on(table.batchId, table.otherId),
  ],
);

/** When summaries had been picked before a choice for all picked them again: what undoing gives back. */
export const pickedBefore = sqliteTable(
  "picked_before",
  {
    pickId: integer("pick_id").notNull(),
    summaryId: integer("summary_id").notNull(),
    pickedAt: time("picked_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.pickId, table.summaryId] })],
);

/** Searches that people kept by a name, for everybody. Written by lib/summaries. */
export const savedSearches = sqliteTable(
  "saved_searches",
  {
    id: id(),
    name: text("name").notNull(),
    /** The query of its address (lib/summaries/filter.ts); "" shows everything. */
    address: text("address").notNull(),
    createdAt: time("created_at").notNull(),
    createdBy: text("created_by").notNull().default(""),
    removedAt: time("removed_at"),
  },
  () => [uniqueIndex("saved_searches_name").on(sql`lower(name)`).where(sql`removed_at is null`)],
);

/** Questions the web asks the worker while someone waits. Written by lib/worker. */
export const intents = sqliteTable(
  "intents",
  {
    id: id(),
    kind: text("kind").notNull(),
    input: json<unknown>("input").notNull(),
    output: json<unknown>("output"),
    /** A plain sentence when it could not be answered. */
    error: text("error"),
    createdAt: time("created_at").notNull(),
    answeredAt: time("answered_at"),
  },
  (table) => [index("intents_open").on(table.id).where(sql`answered_at is null`)],
);
