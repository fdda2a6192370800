/** What screens see of a batch before it is submitted. Types only: shared by lib, app and components. */
import type { Form } from "#lib/prompts/form";

export type DraftView = {
  id: number;
  datasetId: number;
  revision: number;
  provider: string;
  providerName: string;
  model: string;
  recipe: "classic" | "mailgist";
  promptName: string;
  /** null where they were written for this batch. */
  promptVersion: number | null;
  instructions: string;
  form: Form | null;
  /** Emails that would be sent. */
  emailCount: number;
};

/** One email tried live before anything is submitted. */
export type TrialView = {
  id: number;
  emailId: number;
  sender: string;
  subject: string;
  state: "waiting" | "asking" | "summarised" | "failed" | "cancelled";
  /** The summary; "" when there is none. */
  text: string;
  /** What went wrong, in plain words, and the provider's own where they say more. */
  problem: string | null;
  words: string | null;
  provider: string;
  providerName: string;
  model: string;
  inputTokens: number | null;
  outputTokens: number | null;
  tookMs: number | null;
  /** When somebody asked for it, ms: the same for those that were asked for together. */
  createdAt: number;
  /** Asked with other instructions, or of another model, than the draft has now. */
  isStale: boolean;
};

/** One request as people read it and as it is sent. */
export type PreviewRequest = {
  /** 1-based line number in the JSONL. */
  line: number;
  customId: string;
  emailId: number;
  messages: { role: string; content: string }[];
  /** The line itself, without its line feed. */
  raw: string;
};

export type PreviewPage = { requests: PreviewRequest[]; total: number; next: number | null };

/** What the draft's JSONL is, byte for byte: one entry per file that would be uploaded. */
export type PreviewFile = { number: number; requests: number; bytes: number; sha256: string };

export type Estimate = {
  emails: number;
  parts: number;
  /** Tokens in, counted from a sample and given as a range; equal when all were counted. */
  inputTokens: { low: number; high: number };
  /** Tokens out, assumed. */
  outputTokens: { low: number; high: number };
  /** US dollars at batch price; null when the model's price is not known; 0 for the built-in engine. */
  cost: { low: number; high: number } | null;
  /** Plain sentences: what was assumed. */
  assumptions: string[];
  sampled: number;
};
