import { createHash, randomBytes } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** A random id with the vendor's prefix: `file-`, `batch_`, `chatcmpl-`, `req_` or `batch_req_`. */
export function createId(prefix: string): string {
  if (prefix !== "file-" && prefix !== "chatcmpl-") return prefix + randomBytes(16).toString("hex");
  let id = prefix;
  for (const byte of randomBytes(24)) id += LETTERS[byte % LETTERS.length];
  return id;
}

/**
 * The numbers 0…count-1 in an arbitrary order that depends only on `seed`, and never the order they came in.
 * The vendor promises no order of the output lines; giving them sorted would hide mistakes of the reader.
 */
export function shuffle(count: number, seed: string): Uint32Array {
  const start = createHash("sha256").update(seed).digest().readUInt32LE(0);
  const keys = new Float64Array(count);
  for (let index = 0; index < count; index += 1) keys[index] = mix(start + index) * 2 ** 20 + index;
  keys.sort();
  const order = Uint32Array.from(keys, (key) => key % 2 ** 20);
  return count > 1 && order.every((value, index) => value === index) ? order.reverse() : order;
}

/** Spreads a 32-bit number over all 32 bits (an integer finalizer of xor-shifts and odd multipliers). */
function mix(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x45d9f3b5);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  return (bits ^ (bits >>> 16)) >>> 0;
}
