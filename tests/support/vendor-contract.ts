import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";

const PATH = fileURLToPath(new URL("../../../shared/contract/openapi-files-batches.wire.yaml", import.meta.url));

type Schema = { properties?: Record<string, unknown> };
type Contract = { components: { schemas: Record<string, Schema> } };

const contract: Contract | null = existsSync(PATH) ? parse(readFileSync(PATH, "utf8")) : null;
const ajv = contract && createAjv(contract);

/** Why `value` breaks the schema of that name, or null. Properties the contract does not know count as breaking it. */
export function breaksContract(name: string, value: unknown): string | null {
  if (!ajv || !contract) return null;
  const validate = ajv.getSchema(`contract#/components/schemas/${name}`);
  if (!validate) return `no schema ${name}`;
  if (!validate(value)) return ajv.errorsText(validate.errors);
  const known = Object.keys(contract.components.schemas[name]?.properties ?? {});
  const extra = Object.keys(Object(value)).filter((key) => !known.includes(key));
  return extra.length > 0 ? `unknown: ${extra.join(", ")}` : null;
}

/** The schema of an answer of the vendor, or null for what the contract does not cover. */
export function schemaOf(method: string, pathname: string, status: number): string | null {
  if (status >= 400) return "ErrorResponse";
  if (/^\/v1\/files\/?$/.test(pathname)) return method === "GET" ? "ListFilesResponse" : "OpenAIFile";
  if (/^\/v1\/files\/[^/]+$/.test(pathname)) return method === "GET" ? "OpenAIFile" : "DeleteFileResponse";
  if (/^\/v1\/batches\/?$/.test(pathname)) return method === "GET" ? "ListBatchesResponse" : "Batch";
  if (/^\/v1\/batches\/[^/]+(\/cancel)?$/.test(pathname)) return "Batch";
  return null;
}

function createAjv(document: Contract): Ajv2020 {
  const created = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  created.addSchema({ $id: "contract", components: document.components });
  return created;
}
