import { createId } from "#lib/engine/ids";

/** The JSON of an error answer (OpenAI API reference, Error object). */
export type ErrorBody = {
  error: { message: string; type: string; param: string | null; code: string | null };
};

/** A refusal that becomes an HTTP answer in the vendor's error shape. */
export class VendorError extends Error {
  status: number;
  body: ErrorBody;

  constructor(status: number, message: string, param: string | null = null, code: string | null = null) {
    super(message);
    this.name = "VendorError";
    this.status = status;
    const type = status >= 500 ? "server_error" : "invalid_request_error";
    this.body = { error: { message, type, param, code } };
  }
}

/** The error for a model this engine does not have. */
export function modelNotFound(model: string): VendorError {
  const message = `The model '${model}' does not exist or you do not have access to it.`;
  return new VendorError(404, message, null, "model_not_found");
}

/** A JSON answer with the headers every answer of the vendor has. */
export function respond(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { "x-request-id": createId("req_") } });
}
