/** The few errors a person can be told about. Anything else is unexpected and reaches error.tsx with an id. */
export type ErrorCode = "invalid" | "not-found" | "conflict" | "forbidden" | "unavailable";

const STATUS: Record<ErrorCode, number> = {
  invalid: 400,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  unavailable: 503,
};

/** An expected failure with a sentence that can be shown as it is. */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = "AppError";
    this.code = code;
  }

  /** The HTTP status of this error. */
  get status(): number {
    return STATUS[this.code];
  }
}

/** Whether SQLite gave up because another connection holds the write lock. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}
