/** What screens see of settings and providers. Types only: shared by lib, app and components. */

import type { Form } from "#lib/prompts/form";
import type { ProviderId, ProviderKind } from "#lib/providers/kinds";
import type { Price } from "#lib/providers/prices";

export type ProviderView = {
  id: ProviderId;
  kind: ProviderKind;
  /** "Built-in engine", "OpenAI". */
  name: string;
  /** Whether a batch can be sent there now. */
  isReady: boolean;
  /** Where it is: "on this computer", or the host name. */
  place: string;
  /** Whether what is sent there stays on this computer. */
  isLocal: boolean;
  /** What was typed for one that somebody added; null for the two that ship with Mailgist. */
  endpoint: EndpointView | null;
};

type EndpointView = {
  baseUrl: string;
  /** Last four characters of its key; null when it has none. */
  keyLastFour: string | null;
  /** Emails asked about at the same time; only where there are no batches. */
  concurrency: number;
  runningBatches: number;
  /** Files of ours that are still to be deleted there. */
  toDelete: number;
};

export type KeyView = {
  /** Where the key in use comes from; null when there is none. */
  source: "environment" | "settings" | null;
  /** Last four characters; null when there is no key. */
  lastFour: string | null;
};

export type ModelView = {
  id: string;
  provider: ProviderId;
  /** US dollars per million tokens as they are charged there; null when not known. */
  price: Price | null;
  /** Since when a person's own price counts, ms; null for a built-in one. */
  ownSince: number | null;
  /** When the provider switches it off, ms; null when not announced. */
  shutdownAt: number | null;
  /** False once the provider no longer lists it. */
  isListed: boolean;
};

export type PromptView = {
  id: string;
  name: string;
  /** What it is good for, in a line; "" for own ones. */
  about: string;
  recipe: "classic" | "mailgist";
  instructions: string;
  form: Form | null;
  version: number;
  isBuiltIn: boolean;
};

export type SettingsView = {
  providers: ProviderView[];
  key: KeyView;
  defaultProvider: ProviderId;
  /** By provider's id; a provider that has listed no model has none. */
  defaultModel: Partial<Record<ProviderId, string>>;
  defaultPrompt: string;
  models: ModelView[];
  /** OpenAI's models for vectors, the usual one first; prices are those of a batch. */
  embeddingModels: { id: string; price: Price | null }[];
  /** When each provider was last asked which models it has, ms, by id. */
  modelsListedAt: Partial<Record<ProviderId, number>>;
  /** The most a month may cost, US dollars; null when nobody set it. */
  ceiling: number | null;
  allowedHosts: { hosts: string[]; isStrict: boolean };
  prompts: PromptView[];
  openaiBaseUrl: string;
};

/**
 * How many input tokens of one model a provider lets wait at once. It depends on the account and no endpoint tells
 * it: a person types it, or it is learned from the provider's own message.
 */
export type BudgetView = {
  provider: ProviderId;
  model: string;
  tokens: number;
  source: "typed" | "learned";
  /** When it was, ms. */
  at: number;
};

export type StorageView = {
  database: number;
  uploads: number;
  parts: number;
  engine: number;
  total: number;
  folder: string;
  /** Files deleted at providers, those of batches that are gone included. */
  deleted: { confirmed: number; open: number; lastAt: number | null };
};

/** One batch on the provider's account, ours linked. */
export type AccountBatch = {
  vendorBatchId: string;
  status: string;
  createdAt: number;
  requestCounts: { total: number; completed: number; failed: number } | null;
  description: string | null;
  /** Our batch, when it is one of ours. */
  batchId: number | null;
};
