/** One export to nowhere: `export.ts DATABASE FORMAT`. Prints {"seconds", "peakMb", "megabytes"}. */

import { exportSummaries, isExportFormat } from "#lib/summaries/export";
import { peakBytes } from "#tests/bench/memory";

const [database = "", format = "csv"] = process.argv.slice(2);
if (!isExportFormat(format)) throw new Error(`unknown format ${format}`);
const started = performance.now();
let bytes = 0;
const { body } = exportSummaries(database, { filter: {}, sort: "newest", format, without: [] }, Date.now());
for await (const chunk of body) bytes += chunk.length;
const seconds = Math.round((performance.now() - started) / 100) / 10;
const peakMb = Math.round(peakBytes() / 1e6);
process.stdout.write(`${JSON.stringify({ seconds, peakMb, megabytes: Math.round(bytes / 1e6) })}\n`);
