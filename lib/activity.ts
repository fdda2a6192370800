import type { Db } from "#db/client";
import type { Away } from "#lib/providers/reach";
import { lastWorkerBeat } from "#lib/worker/spawn";

/** The one thing that is polled. A new `revision` means that something stored has changed. */
export type Activity = {
  revision: string;
  /** Whether anything is being imported, tried, submitted or collected. */
  isActive: boolean;
  worker: { isSilent: boolean };
  /** Remote providers that cannot be asked, with since when (ms) and whether they refuse the key. */
  unreachable: (Away & { provider: string; name: string })[];
};

const SILENT_MS = 10_000;

/**
 * Answers what is going on, from one bounded read. The revision is SQLite's own: `data_version` moves when another
 * connection commits, `total_changes` when this one does, so no write can forget to count itself.
 */
export function readActivity(db: Db, now: number): Activity {
  const client = db.$client;
  const row = client
    .prepare(
      `select (select 1 from dataset_files where state in ('waiting','importing') limit 1) as files,
              (select 1 from parts where state not in ('done','stopped') limit 1) as parts,
              (select 1 from batches where state = 'submitted' and expanded_at is null limit 1) as expanding,
              (select 1 from trials where answered_at is null limit 1) as trying,
              (select 1 from summaries where indexed_revision < revision limit 1) as indexing,
              (select 1 from summaries where embedded_revision < revision limit 1) as embedding,
              (select 1 from summaries where outcome = 'summarised' and grounded_revision < revision limit 1) as grounding,
              (select 1 from picks where state in ('picking', 'undoing') limit 1) as picking,
              total_changes() as changes`,
    )
    .get() as {
    files: 1 | null;
    parts: 1 | null;
    expanding: 1 | null;
    trying: 1 | null;
    indexing: 1 | null;
    grounding: 1 | null;
    picking: 1 | null;
    changes: number;
  };
  const beat = lastWorkerBeat();
  return {
    revision: `${client.pragma("data_version", { simple: true })}.${row.changes}`,
    isActive: [row.files, row.parts, row.expanding, row.trying, row.indexing, row.grounding, row.picking].some(Boolean),
    worker: { isSilent: beat !== null && now - beat > SILENT_MS },
    unreachable: readUnreachable(client),
  };
}

function readUnreachable(client: Db["$client"]): Activity["unreachable"] {
  const row = client.prepare("select value from settings where key = 'unreachable'").get() as
    | { value: string }
    | undefined;
  if (!row) return [];
  const since = JSON.parse(row.value) as Record<string, Away & { name: string }>;
  return Object.entries(since).map(([provider, at]) => ({ provider, ...at }));
}
