/**
 * Reading a full database: `summaries.ts COUNT [only-pages]`. Makes COUNT summaries, then times pages of 50 of many kinds, and each
 * export in a process of its own. Prints {"rows": [{what, p50, p95}], "exports": [{format, seconds, peakMb, megabytes}]}.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fillIndex } from "#lib/search/fill";
import { openStore, places } from "#lib/store";
import { listFacets } from "#lib/summaries/facets";
import { listSummaries } from "#lib/summaries/list";
import { listFilterOptions } from "#lib/summaries/options";
import type { SummaryFilter, SummarySort } from "#lib/summaries/view";
import { countTags } from "#lib/tags/list";
import { fillDataset } from "#tests/bench/fill-dataset";
import { timed } from "#tests/bench/timed";

const DATASETS = 10;
const count = Number(process.argv[2] ?? 200_000);

const dataDir = mkdtempSync(join(tmpdir(), "mailgist-summaries-"));
const db = await openStore(dataDir, "worker");
for (let dataset = 0; dataset < DATASETS; dataset += 1) fillDataset(db, dataset, count / DATASETS);
while (fillIndex(db, 1000) > 0);
db.$client.exec("analyze");

const asked: [string, SummaryFilter, SummarySort][] = [
  ["newest first", {}, "newest"],
  ["by date", {}, "date-asc"],
  ["by sender", {}, "sender"],
  ["by subject", {}, "subject"],
  ["one dataset, by date", { dataset: 3 }, "date-desc"],
  ["one batch", { batch: 7 }, "newest"],
  ["one month", { from: "2026-02-01", to: "2026-02-28" }, "newest"],
  ["failures only", { outcome: "failed" }, "newest"],
  ["sender's name", { sender: "tanaka" }, "newest"],
  ["a domain of all senders", { domain: "example.com" }, "newest"],
  ["a domain of none", { domain: "example.org" }, "newest"],
  ["has problems", { problems: true }, "newest"],
  ["rare word", { q: "needle" }, "best"],
  ["common word", { q: "contract" }, "best"],
  ["common word, newest first", { q: "contract" }, "newest"],
  ["word in nearly every row", { q: "the" }, "best"],
  ["two letters", { q: "co" }, "best"],
  ["three letters", { q: "con" }, "best"],
  ["four letters", { q: "rene" }, "best"],
  ["two words", { q: "budget renewal" }, "best"],
  ["phrase", { q: '"budget renewal"' }, "best"],
  ["a typing mistake", { q: "budgte" }, "best"],
  ["two common words and a prefix", { q: "the contract re" }, "best"],
  ["Japanese", { q: "会議" }, "best"],
  ["common word, by sender", { q: "contract" }, "sender"],
  ["common word, one dataset", { q: "contract", dataset: 3 }, "date-desc"],
  ["no match", { q: "xyzzyplugh" }, "best"],
];
const rows = asked.map(([what, filter, sort]) => ({
  what,
  ...timed(() => listSummaries(db, filter, sort, { limit: 50 })),
}));
const tag = countTags(db, {})[0]?.id ?? 0;
const facets: [string, SummaryFilter][] = [
  ["tags of everything", {}],
  ["tags of one dataset", { dataset: 3 }],
  ["tags of a common word", { q: "contract" }],
  ["tags beside a common tag", { tags: [tag] }],
];
for (const [what, filter] of facets) rows.push({ what, ...timed(() => listFacets(db, filter)) });
for (const filter of [{ tags: [tag] }, { category: "Billing", urgency: "high" }])
  rows.push({
    what: `narrowed by ${Object.keys(filter).join(" and ")}`,
    ...timed(() => listSummaries(db, filter, "newest", { limit: 50 })),
  });
rows.push({ what: "counts of every dataset and batch", ...timed(() => listFilterOptions(db)) });
db.$client.close();

const exports = (process.argv[3] === "only-pages" ? [] : ["csv", "xlsx", "json", "jsonl"]).map((format) => {
  const script = "tests/bench/export.ts";
  const output = execFileSync(
    process.execPath,
    ["--conditions=react-server", script, places(dataDir).database, format],
    { encoding: "utf8" },
  );
  return { format, ...(JSON.parse(output) as Record<string, number>) };
});
rmSync(dataDir, { recursive: true });
process.stdout.write(`${JSON.stringify({ seconds: 0, peakBytes: 0, rows, exports })}\n`);
