import { randomUUID } from "node:crypto";

type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * Makes a fetch that sends forms as one blob with a known length. Node's own way of sending a FormData throws where
 * nobody can catch it when the reply comes before the form was sent whole (a refused upload), and that would end the
 * process. Files in the form are still read from disk as they are sent.
 */
export function sendFormsWhole(fetch: Fetch = globalThis.fetch): Fetch {
  return (url, init) => fetch(url, init?.body instanceof FormData ? { ...init, body: toBlob(init.body) } : init);
}

/** A form as multipart/form-data (RFC 7578). */
function toBlob(form: FormData): Blob {
  const boundary = `mailgist-${randomUUID()}`;
  const pieces: (string | Blob)[] = [];
  for (const [name, value] of form) {
    const isFile = typeof value !== "string";
    const file = isFile ? `; filename="${quoted(value.name)}"\r\nContent-Type: ${value.type || "text/plain"}` : "";
    pieces.push(
      `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${file}\r\n\r\n`,
      value,
      "\r\n",
    );
  }
  pieces.push(`--${boundary}--\r\n`);
  return new Blob(pieces, { type: `multipart/form-data; boundary=${boundary}` });
}

const quoted = (text: string) => text.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22");
