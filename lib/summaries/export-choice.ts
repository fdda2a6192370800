/** A column that an export can have. */
export type ColumnChoice = { key: string; name: string };

/** Keys of columns as one word of an address; names of own fields may hold anything. */
export function formatColumns(keys: string[]): string {
  return keys.map(encodeURIComponent).join(",");
}

/** The opposite. What was not written by `formatColumns` is passed over. */
export function parseColumns(text: string | null): string[] {
  return (text ?? "").split(",").flatMap((word) => decoded(word) || []);
}

function decoded(word: string): string | null {
  try {
    return decodeURIComponent(word);
  } catch {
    return null;
  }
}
