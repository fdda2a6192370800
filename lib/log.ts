import pino from "pino";

/** The log: what happened, with ids and counts. Never a body, a subject, an address or a key. */
export const log = pino({
  level: process.env.MAILGIST_LOG ?? "warn",
  base: null,
  serializers: {
    err: (error: unknown) =>
      error instanceof Error
        ? { name: error.name, message: error.message, stack: error.stack }
        : { message: String(error) },
  },
});
