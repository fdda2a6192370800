import type { Format } from "#lib/client/format";
import type { DatasetView } from "#lib/datasets/view";

/** "leaving out 20 duplicates and 12 others"; "" when nothing is left out. */
export function leftOutWords({ leftOutCount, pointed }: DatasetView, format: Format): string {
  const duplicates = Math.min(leftOutCount, pointed.duplicates - pointed.duplicatesIn);
  const others = leftOutCount - duplicates;
  if (leftOutCount === 0) return "";
  if (duplicates === 0) return `leaving out ${format.number(others)}`;
  const words = `leaving out ${format.count(duplicates, "duplicate")}`;
  return others === 0 ? words : `${words} and ${format.count(others, "other")}`;
}
