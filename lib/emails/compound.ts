/** Streams and storages of a compound file ([MS-CFB]), the format of .msg and old Office files. */
type CompoundEntry = { name: string; type: number; start: number; size: number };

const ENTRY_BYTES = 128;
/** Sector numbers from here on are marks (end of chain, free, …). */
const MARKS = 0xfffffffa;
const STREAM = 2;
const ROOT = 5;
const NONE = 0xffffffff;
const MOST_SECTORS = 4_000_000;

/** The entries in the root of a compound file whose chains and tree can be walked to their ends. */
export type Compound = { names: Set<string> };

/**
 * Looks over a compound file before a library walks it: libraries follow its chains wherever they lead, and one that
 * bites its own tail would never end. Null when it is damaged, cut off or a trap.
 */
export function checkCompound(bytes: Buffer): Compound | null {
  try {
    return check(bytes);
  } catch {
    // A read past the end.
    return null;
  }
}

function check(bytes: Buffer): Compound | null {
  const shift = bytes.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return null;
  const sectorBytes = 1 << shift;
  const sectors = Math.ceil(bytes.length / sectorBytes);
  const fat = readFat(bytes, sectorBytes, sectors);
  if (!fat) return null;
  const chain = (start: number) => chainOf(start, fat, sectors);
  const directory = chain(bytes.readUInt32LE(48));
  const smallFat = chain(bytes.readUInt32LE(60));
  if (!directory || !smallFat) return null;
  const entries = directory.flatMap((sector) => readEntries(bytes, (sector + 1) * sectorBytes, sectorBytes));
  const root = entries[0];
  if (root?.type !== ROOT || !chain(root.start)) return null;
  const small = Uint32Array.from(
    smallFat.flatMap((sector) => words(bytes, (sector + 1) * sectorBytes, sectorBytes / 4)),
  );
  const isSound = entries.every((entry) => {
    if (entry.type !== STREAM || entry.size === 0) return true;
    if (entry.size > bytes.length) return false;
    const isSmall = entry.size < bytes.readUInt32LE(56);
    return chainOf(entry.start, isSmall ? small : fat, isSmall ? small.length : sectors) !== null;
  });
  const names = isSound ? walk(entries) : null;
  return names && { names };
}

/** The table of sectors: where each chain goes on. */
function readFat(bytes: Buffer, sectorBytes: number, sectors: number): Uint32Array | null {
  const inSector = sectorBytes / 4;
  const list = words(bytes, 76, 109).filter((sector) => sector < MARKS);
  let next = bytes.readUInt32LE(68);
  const seen = new Set<number>();
  while (next < MARKS && bytes.readUInt32LE(72) > seen.size) {
    if (seen.has(next) || seen.size > MOST_SECTORS / inSector) return null;
    seen.add(next);
    const more = words(bytes, (next + 1) * sectorBytes, inSector);
    next = more.pop() ?? NONE;
    list.push(...more.filter((sector) => sector < MARKS));
  }
  if (list.length * inSector > Math.max(MOST_SECTORS, sectors + inSector) || new Set(list).size !== list.length)
    return null;
  return Uint32Array.from(
    list.flatMap((sector) => words(bytes, Math.min((sector + 1) * sectorBytes, bytes.length), inSector)),
  );
}

/** Up to `count` numbers; fewer where the file ends. */
function words(bytes: Buffer, start: number, count: number): number[] {
  const fits = Math.max(0, Math.min(count, Math.floor((bytes.length - start) / 4)));
  return Array.from({ length: fits }, (_, at) => bytes.readUInt32LE(start + at * 4));
}

/** The sectors of a chain; null when it runs in a circle or out of the file. */
function chainOf(start: number, table: Uint32Array, most: number): number[] | null {
  const chain: number[] = [];
  let sector = start;
  while (sector < MARKS) {
    if (chain.length > most || sector >= Math.max(table.length, most)) return null;
    chain.push(sector);
    sector = table[sector] ?? NONE;
  }
  return chain;
}

type Node = CompoundEntry & { left: number; right: number; child: number };

function readEntries(bytes: Buffer, start: number, length: number): Node[] {
  const nodes: Node[] = [];
  for (let at = start; at < Math.min(start + length, bytes.length - ENTRY_BYTES + 1); at += ENTRY_BYTES) {
    const nameBytes = Math.min(64, bytes.readUInt16LE(at + 64));
    nodes.push({
      name: bytes.toString("utf16le", at, at + Math.max(0, nameBytes - 2)),
      type: bytes[at + 66] ?? 0,
      left: bytes.readUInt32LE(at + 68),
      right: bytes.readUInt32LE(at + 72),
      child: bytes.readUInt32LE(at + 76),
      start: bytes.readUInt32LE(at + 116),
      size: bytes.readUInt32LE(at + 120),
    });
  }
  return nodes;
}

/** Names right below the root; null when an entry is reached twice, or storages lie very deep in one another. */
function walk(entries: Node[]): Set<string> | null {
  const names = new Set<string>();
  const seen = new Set<number>();
  const open = [{ at: entries[0]?.child ?? NONE, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.at === NONE) continue;
    const entry = entries[next.at];
    if (!entry || seen.has(next.at) || next.depth > 200) return null;
    seen.add(next.at);
    if (next.depth === 0) names.add(entry.name);
    open.push({ at: entry.left, depth: next.depth }, { at: entry.right, depth: next.depth });
    if (entry.type !== STREAM) open.push({ at: entry.child, depth: next.depth + 1 });
  }
  return names;
}
