import { VendorError } from "#lib/engine/errors";

const BODY_LIMIT = 32 * 1024 * 1024;

/** The JSON object in a request's body, at most 32 MB. Throws 400 when it is anything else. */
export async function readObject(request: Request): Promise<Record<string, unknown>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length;
    if (bytes > BODY_LIMIT) throw new VendorError(413, "The request is larger than 32 MB.");
    chunks.push(chunk);
  }
  const value = parseJson(Buffer.concat(chunks).toString("utf8"));
  if (!isObject(value)) throw new VendorError(400, "We could not parse the JSON body of your request.");
  return value;
}

/** The value, or undefined when `text` is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
