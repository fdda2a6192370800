import { isObject, parseJson } from "#lib/engine/bodies";
import type { BatchProblem } from "#lib/engine/types";

export type CheckedLine = { customId: string; model: string };
/** What the lines of a file must agree with; `model` is null until the first good line has set it. */
export type LineRules = { endpoint: string; model: string | null; offers: (model: string) => boolean };

/**
 * Checks one line of a batch's input file by itself: JSON, the four parameters, url and model.
 * Source: OpenAI Batch guide, "Preparing your batch file"; codes as batches that failed have shown them.
 */
export function checkLine(text: string, line: number, rules: LineRules): CheckedLine | BatchProblem {
  const request = parseJson(text);
  if (!isObject(request)) {
    return problem(line, "invalid_json_line", "This line is not parseable as valid JSON.", null);
  }
  const { custom_id, method, url, body } = request;
  for (const name of ["custom_id", "method", "url", "body"]) {
    if (request[name] === undefined || request[name] === null || request[name] === "") return missing(line, name);
  }
  if (typeof custom_id !== "string") return wrongType(line, "custom_id", "a string");
  if (method !== "POST") return problem(line, "invalid_method", "Only the method POST is supported.", "method");
  if (url !== rules.endpoint) {
    const message = "The URL provided for this request does not match the batch endpoint.";
    return problem(line, "url_mismatch", message, "url");
  }
  if (!isObject(body)) return wrongType(line, "body", "an object");
  const { model } = body;
  if (model === undefined || model === null || model === "") return missing(line, "body.model");
  if (typeof model !== "string") return wrongType(line, "body.model", "a string");
  if (rules.model !== null && model !== rules.model) {
    const message = `The model '${model}' differs from '${rules.model}' above. A batch may use only one model.`;
    return problem(line, "model_mismatch", message, "body.model");
  }
  if (!rules.offers(model)) {
    const message = `The provided model '${model}' is not supported by the Batch API.`;
    return problem(line, "model_not_found", message, "body.model");
  }
  return { customId: custom_id, model };
}

/** One entry of `errors.data`; `line` counts from 1, null when the whole file is meant. */
export function problem(line: number | null, code: string, message: string, param: string | null): BatchProblem {
  return { code, message: message.slice(0, 500), param, line };
}

function missing(line: number, param: string): BatchProblem {
  return problem(line, "missing_required_parameter", `Missing required parameter: '${param}'.`, param);
}

function wrongType(line: number, param: string, wanted: string): BatchProblem {
  return problem(line, "invalid_type", `Invalid type for '${param}': expected ${wanted}.`, param);
}
