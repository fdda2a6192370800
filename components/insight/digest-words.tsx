import type { Format } from "#lib/client/format";
import type { DigestBy, DigestGroup, DigestView } from "#lib/insight/view";
import type { SummaryFilter } from "#lib/summaries/view";

const BY: Record<DigestBy, string> = {
  tag: "grouped by tag",
  category: "grouped by category",
  meaning: "grouped by meaning and named after the words that tell the groups apart",
  sender: "grouped by sender",
};

/** What a digest is, honestly: "Sentences taken word for word from the newest 500 summaries, grouped by tag. …" */
export function digestWords(digest: DigestView, format: Format): string {
  const which = digest.isCapped
    ? `the newest ${format.count(digest.read, "summary", "summaries")}`
    : format.count(digest.read, "summary", "summaries");
  const rest = digest.rest > 0 ? ` ${format.count(digest.rest, "summary", "summaries")} fit into no group.` : "";
  return `Sentences taken word for word from ${which}, ${BY[digest.by]}. No model was asked for it.${rest}`;
}

/** What the list is narrowed to for a group; null where no filter says the same. */
export function groupFilter(group: DigestGroup, by: DigestBy, filter: SummaryFilter): Partial<SummaryFilter> | null {
  if (group.tag !== undefined) return { tags: [...new Set([...(filter.tags ?? []), group.tag])] };
  if (group.category !== undefined) return { category: group.category };
  return by === "sender" ? { sender: `"${group.title.replaceAll('"', " ")}"` } : null;
}
