/** What screens see of settings and providers. Types only: shared by lib, app and components. */

export type ProviderId = "engine" | "openai";

export type ProviderView = {
  id: ProviderId;
  /** "Built-in engine", "OpenAI". */
  name: string;
  /** Whether a batch can be sent there now. */
  isReady: boolean;
  /** Where it is: "on this computer", or the host name. */
  place: string;
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
  /** US dollars per million tokens in a batch; null when not known. */
  price: { input: number; output: number } | null;
  /** When the provider switches it off, ms; null when not announced. */
  shutdownAt: number | null;
};

export type PromptView = {
  id: string;
  name: string;
  recipe: "classic" | "mailgist";
  instructions: string;
  isBuiltIn: boolean;
};

export type SettingsView = {
  providers: ProviderView[];
  key: KeyView;
  defaultProvider: ProviderId;
  defaultModel: Record<ProviderId, string>;
  defaultPrompt: string;
  models: ModelView[];
  prompts: PromptView[];
  openaiBaseUrl: string;
};

export type StorageView = {
  database: number;
  uploads: number;
  parts: number;
  engine: number;
  total: number;
  folder: string;
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
