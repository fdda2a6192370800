type Foreign = { code: string; message: string };

/** Recognises JSON that holds no emails by its first objects; null when nothing speaks against reading it. */
export function recogniseForeignRecord(records: Record<string, unknown>[]): Foreign | null {
  if (records.length === 0) return null;
  return KINDS.find(({ is }) => records.every(is)) ?? null;
}

const KINDS: (Foreign & { is: (record: Record<string, unknown>) => boolean })[] = [
  {
    // https://api.slack.com/reference/messaging/payload: "ts" is seconds and microseconds.
    is: ({ type, ts }) => type === "message" && typeof ts === "string" && /^\d{10}\.\d{6}$/.test(ts),
    code: "chat",
    message: "is a chat export (Slack), not emails. Mailgist summarises emails only.",
  },
  {
    is: ({ messageType, chatId, channelIdentity }) =>
      typeof messageType === "string" && (chatId !== undefined || channelIdentity !== undefined),
    code: "chat",
    message: "is a chat export (Microsoft Teams), not emails. Mailgist summarises emails only.",
  },
  {
    // https://platform.openai.com/docs/api-reference/batch/request-input
    is: ({ custom_id, method, url }) => custom_id !== undefined && method !== undefined && url !== undefined,
    code: "batch-input",
    message: "is a file of batch requests, as they are sent to the provider. Drop the emails it was made from instead.",
  },
  {
    // https://platform.openai.com/docs/api-reference/batch/request-output
    is: ({ custom_id, response, error }) => custom_id !== undefined && (response !== undefined || error !== undefined),
    code: "batch-output",
    message:
      "is a provider's answer to a batch, not emails. Mailgist collects the answers of its own batches by itself; drop the emails instead.",
  },
];
