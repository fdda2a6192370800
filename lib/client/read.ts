/** A read that failed, with a sentence that can be shown and the status that came (0 when nothing did). */
export class ReadError extends Error {
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.name = "ReadError";
    this.status = status;
  }
}

/**
 * Reads JSON from our own API. Throws ReadError with the server's own sentence, or with one that says that
 * Mailgist does not answer.
 */
export async function readJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { signal, headers: { accept: "application/json" } });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ReadError("Mailgist does not answer. Is it still running on this computer?", 0);
  }
  if (!response.ok) throw new ReadError(await readSentence(response), response.status);
  return (await response.json()) as T;
}

async function readSentence(response: Response): Promise<string> {
  try {
    const body = (await response.json()) as { error?: { message?: string } };
    if (body.error?.message) return body.error.message;
  } catch {
    // No JSON: the sentence below has to do.
  }
  return "Something went wrong while reading this. Nothing was lost.";
}

type Value = string | number | boolean | readonly (string | number)[] | null | undefined;

/** Writes a query string from what is set; undefined, null, "", false and empty lists are left out. */
export function withQuery(path: string, query: Record<string, Value>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === false || String(value) === "") continue;
    params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}
