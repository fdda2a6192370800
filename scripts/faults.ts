/**
 * `npm run test:faults`: kills the worker at every named point, then 200 times at random, and looks whether anything
 * was lost, doubled or left at the vendor. `npm run test:faults -- 20 7` makes it 20 random kills with the seed 7.
 */
import { POINTS } from "#tests/faults/points";
import { runFaults } from "#tests/faults/run";

const KILLS = 200;
const kills = Number(process.argv[2] ?? KILLS);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);

const say = (line: string) => void process.stdout.write(`${line}\n`);
say(`seed ${seed}: ${POINTS.length} named points, ${kills} random kills, 5 % of replies lost`);
const report = await runFaults({ seed, kills, points: POINTS, say });
const { lost, doubled, orphans, integrity, missed } = report;
say(
  `${report.kills} kills, ${report.batches} batches of ${report.emails} emails, ${report.extras} extra batches cancelled`,
);
for (const [name, found] of Object.entries({ lost, doubled, orphans, "points that never came": missed }))
  say(`${found.length} ${name}${found.length > 0 ? `: ${found.join("; ")}` : ""}`);
say(`integrity_check: ${integrity}`);
process.exit(lost.length + doubled.length + orphans.length + missed.length === 0 && integrity === "ok" ? 0 : 1);
