import type { Form } from "#db/schema";

/** What every recipe needs to know of an email. Times in milliseconds. */
export type PromptEmail = {
  fromText: string;
  to: { name: string; address: string }[];
  date: number | null;
  subject: string;
  text: string;
};

export type Recipe = "classic" | "mailgist";

/**
 * What is asked about every email of a batch. The batch's id seeds the delimiter. A retry may set limits of its own:
 * `longestText` characters of the newest text at most, `answerTokens` for the answer; else the recipe's count.
 */
export type Asked = {
  batchId: number;
  model: string;
  recipe: Recipe;
  instructions: string;
  /** Fields beside the summary; null asks for none. Classic knows none. */
  form?: Form | null;
  longestText?: number | null;
  answerTokens?: number | null;
};

/** The body of one chat completion, in the vendor's own words and in the order its keys are written. */
export type ChatBody = { model: string; messages: { role: "system" | "user"; content: string }[] } & Record<
  string,
  unknown
>;
