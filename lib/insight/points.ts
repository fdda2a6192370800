/** Points of the map as they travel: 8 bytes each, in base64. Pure; runs in a browser too. */

/** A summary on the map, 0 to MAP_SIZE - 1 each way. */
export type Point = { id: number; x: number; y: number };

const BYTES = 8;

/** Packs points. Ids are below 2 ** 32. */
export function packPoints(points: readonly Point[]): string {
  const view = new DataView(new ArrayBuffer(points.length * BYTES));
  for (const [at, { id, x, y }] of points.entries()) {
    view.setUint32(at * BYTES, id);
    view.setUint16(at * BYTES + 4, x);
    view.setUint16(at * BYTES + 6, y);
  }
  let binary = "";
  const bytes = new Uint8Array(view.buffer);
  // Not all at once: arguments go onto the stack.
  for (let at = 0; at < bytes.length; at += 0x2000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x2000));
  return btoa(binary);
}

/** The opposite of `packPoints`. */
export function unpackPoints(text: string): Point[] {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Array.from({ length: bytes.length / BYTES }, (_, at) => ({
    id: view.getUint32(at * BYTES),
    x: view.getUint16(at * BYTES + 4),
    y: view.getUint16(at * BYTES + 6),
  }));
}
