/**
 * `npm run bench`: the main jobs, measured side by side with the plain way where there is one. Trust the ratios and
 * the memory more than the seconds. Runs alternate, and the median of three is shown.
 * `npm run bench -- import` runs one section: import, reading, upload, flow, collect, summaries, meaning, insight or
 * compare; `million` runs the pages of 1,000,000 summaries, which takes a few minutes and is in no other run.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { WORKER_ENV, WORKER_FLAGS } from "#lib/worker/spawn";
import { writeEmailsJson } from "#tests/bench/generate";
import { writeCsv, writeMbox } from "#tests/bench/generate-mail";

type Row = Record<string, string | number>;
type Run = Record<string, unknown> & { seconds: number; peakBytes: number };

const RUNS = 3;
const IMPORT_EMAILS = 50_000;
const MESSAGES = 10_000;
const READ_EMAILS = 200_000;
const COLLECTED = 50_000;
const wanted = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), "mailgist-bench-"));

say(`Node ${process.version}, ${cpus().length} cores`);
if (isWanted("import")) await benchImport();
if (isWanted("reading")) {
  await benchMessages();
  await benchReading();
}
if (isWanted("upload")) benchUpload();
if (isWanted("flow")) benchFlow();
if (isWanted("collect")) benchCollect();
if (isWanted("summaries")) benchSummaries();
if (isWanted("meaning")) benchMeaning();
if (isWanted("insight")) benchInsight();
if (isWanted("compare")) benchCompare();
if (wanted === "million") benchMillion();
rmSync(folder, { recursive: true });

/** Drop to stored plus valid JSONL, against json.load and a loop that writes the JSONL. */
async function benchImport(): Promise<void> {
  const file = join(folder, "emails.json");
  await writeEmailsJson(file, IMPORT_EMAILS);
  const hasPython = spawnSync("python3", ["--version"]).status === 0;
  const ours: Run[] = [];
  const theirs: Run[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    ours.push(measure("tests/bench/import.ts", [file]));
    if (hasPython) theirs.push(measurePython("tests/bench/yardstick.py", file, join(folder, "out.jsonl")));
  }
  const our = median(ours);
  const their = hasPython ? median(theirs) : null;
  table(`${IMPORT_EMAILS.toLocaleString("en")} emails of JSON: read, stored and written as JSONL`, [
    {
      what: "Mailgist: stored in SQLite + JSONL",
      seconds: our.seconds.toFixed(2),
      "peak MB": megabytes(our.peakBytes),
    },
    ...(their
      ? [
          {
            what: "Python: json.load + JSONL, stores nothing",
            seconds: their.seconds.toFixed(2),
            "peak MB": megabytes(their.peakBytes),
          },
        ]
      : []),
  ]);
  if (their)
    say(
      `ratios: import ${ratio(Number(our.importSeconds), their.seconds)} (bar 1.5), with JSONL ${ratio(our.seconds, their.seconds)}, memory ${ratio(our.peakBytes, their.peakBytes)} (bar 250 MB)`,
    );
  else say("python3 is not installed: no yardstick");
}

/** Messages a second on one core, beside other readers. The app reads on one core while the other stores. */
async function benchMessages(): Promise<void> {
  const file = join(folder, "messages.mbox");
  await writeMbox(file, MESSAGES);
  const readers: [string, () => Run][] = ["mailgist", "postal-mime", "mailparser"].map((reader) => [
    reader,
    () => measure("tests/bench/messages.ts", [file, reader]),
  ]);
  if (spawnSync("python3", ["--version"]).status === 0)
    readers.push(["Python's email", () => measurePython("tests/bench/messages.py", file)]);
  if (spawnSync("mu", ["--version"]).status === 0) readers.push(["mu index", () => measureMu(file)]);
  const runs = new Map<string, Run[]>(readers.map(([reader]) => [reader, []]));
  for (let run = 1; run <= RUNS; run += 1) {
    say(`reading messages, run ${run} of ${RUNS}: some readers take half a minute`);
    for (const [reader, read] of readers) runs.get(reader)?.push(read());
  }
  const peer = median(runs.get("postal-mime") ?? []).seconds;
  const rows = [...runs].map(([reader, own]) => {
    const { seconds } = median(own);
    return { reader, "messages/s": Math.round(MESSAGES / seconds), "x postal-mime": (peer / seconds).toFixed(2) };
  });
  table(`${MESSAGES.toLocaleString("en")} messages to text, on one core (bar: 1.25 x postal-mime)`, rows);
}

/** Indexes a maildir of the same messages; mu does more than read. */
function measureMu(file: string): Run {
  const home = mkdtempSync(join(folder, "mu-"));
  mkdirSync(join(home, "mail"));
  execFileSync("python3", [
    "-c",
    "import mailbox, sys\nbox = mailbox.Maildir(sys.argv[2] + '/mail/box')\nfor mail in mailbox.mbox(sys.argv[1]): box.add(mail)",
    file,
    home,
  ]);
  execFileSync("mu", ["init", "--muhome", join(home, "mu"), "--maildir", join(home, "mail")]);
  const started = performance.now();
  execFileSync("mu", ["index", "--quiet", "--muhome", join(home, "mu")]);
  return { seconds: (performance.now() - started) / 1000, peakBytes: 0 };
}

/** Whole files to emails, nothing stored: what one process needs, and whether it grows with the file. */
async function benchReading(): Promise<void> {
  const kinds: [string, (path: string, count: number) => Promise<void>][] = [
    ["emails.json", writeEmailsJson],
    ["emails.csv", writeCsv],
    ["emails.mbox", writeMbox],
  ];
  const rows: Row[] = [];
  for (const [name, write] of kinds) {
    const file = join(folder, name);
    await write(file, READ_EMAILS);
    const run = median(Array.from({ length: RUNS }, () => measure("tests/bench/reading.ts", [file])));
    const size = statSync(file).size;
    rows.push({
      file: name,
      MB: megabytes(size),
      seconds: run.seconds.toFixed(1),
      "MB/s": (size / 1e6 / run.seconds).toFixed(0),
      "peak MB": megabytes(run.peakBytes),
    });
    rmSync(file);
  }
  table(`${READ_EMAILS.toLocaleString("en")} emails read from a file (bar: 250 MB)`, rows);
}

/** One large file into the running app; the memory is the web process's. */
function benchUpload(): void {
  const run = measure("tests/bench/upload.ts", ["300"]);
  table("Upload of 300 MB (bar: web process under 200 MB)", [
    { seconds: run.seconds.toFixed(1), "peak MB": megabytes(run.peakBytes) },
  ]);
}

/** The whole app, submit to done on the built-in engine, with pages read all the while. */
function benchFlow(): void {
  const rows = [60, 500, 5000].map((count) => {
    const run = measure("tests/bench/flow.ts", [String(count)]) as Run & { readP50Ms: number; readP99Ms: number };
    return {
      emails: count,
      "submit to done, s": run.seconds.toFixed(1),
      "page p50 ms": run.readP50Ms,
      "page p99 ms": run.readP99Ms,
    };
  });
  table("Built-in engine, submit to done, with pages read meanwhile (bars: 10, 15, 60 s; 100 ms)", rows);
}

/**
 * Answers of 50,000 emails turned into outcomes, against parsing the file whole and committing line by line; then in
 * the running app, with pages read meanwhile. Each begins with a copy of the same folder.
 */
function benchCollect(): void {
  const prepared = join(folder, "collectable");
  const { partId } = measure("tests/bench/collect-prepare.ts", [prepared, String(COLLECTED)]) as Run & {
    partId: number;
  };
  const onCopy = (script: string, before: string[]) => {
    const copy = join(folder, "collecting");
    cpSync(prepared, copy, { recursive: true });
    const run = measure(script, [...before, copy, String(partId)]);
    rmSync(copy, { recursive: true });
    return run;
  };
  const perSecond = (seconds: number) => Math.round(COLLECTED / seconds);
  const rows = ["ours", "naive"].map((way) => {
    const run = onCopy("tests/bench/collect.ts", [way]) as Run & { cpuSeconds: number; indexSeconds: number };
    return {
      way,
      seconds: run.seconds.toFixed(1),
      "lines/s": perSecond(run.seconds),
      "lines per CPU second": perSecond(run.cpuSeconds),
      "index made after, s": run.indexSeconds.toFixed(1),
      "peak MB": megabytes(run.peakBytes),
    };
  });
  table(
    `${COLLECTED.toLocaleString("en")} answers collected (bars: 20,000 lines a second, 250 MB); load ${load()}`,
    rows,
  );
  const app = onCopy("tests/bench/collect-pages.ts", []) as Run & { readP50Ms: number; readP99Ms: number };
  table(`The same in the running app, with pages read meanwhile (bars: 100 ms, 250 MB); load ${load()}`, [
    {
      seconds: app.seconds.toFixed(1),
      "page p50 ms": app.readP50Ms,
      "page p99 ms": app.readP99Ms,
      "worker's peak MB": megabytes(app.peakBytes),
    },
  ]);
}

/** How many processes wanted a core in the last minute: what else ran here. */
function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

/** Search, filters, sorts and exports over a full database. */
function benchSummaries(): void {
  const { rows, exports } = measure("tests/bench/summaries.ts", ["200000"]) as unknown as {
    rows: Row[];
    exports: Row[];
  };
  table("200,000 summaries: one page of 50, ms (bar: p95 100)", rows);
  table("200,000 summaries: export (bar: 30 s, 250 MB)", exports);
}

/** Search by meaning: how often it finds what was meant, and how fast. */
function benchMeaning(): void {
  const run = measure("tests/bench/meaning.ts", ["3000", "100000"]) as unknown as Record<
    "recall" | "rows" | "facts",
    Row[]
  >;
  table("The labelled sets, by way of searching", run.recall);
  table("Nearest among 100,000 vectors, ms (bar: p95 150)", run.rows);
  table("Facts (bars: recall@10 0.98, child 300 MB)", run.facts);
}

/** What the pages of pictures ask, over a full database, under filters of many kinds. */
function benchInsight(): void {
  const run = measure("tests/bench/insight.ts", ["200000"]) as unknown as Record<"rows" | "facts", Row[]>;
  table("200,000 summaries: one picture, ms (bars: p95 100, longest slice 50)", run.rows);
  table("The map of 200,000 vectors, laid out and placed in the background", run.facts);
}

/** Two batches over the same emails, read side by side, and one put in use for all. */
function benchCompare(): void {
  const run = measure("tests/bench/compare.ts", ["50000", "100000"]) as unknown as Record<"rows" | "facts", Row[]>;
  table(`50,000 pairs: one page, ms (bar: p95 100); load ${load()}`, run.rows);
  table("All of them, in slices of the worker and of the page's process (bar: 50 ms)", run.facts);
}

function benchMillion(): void {
  const { rows } = measure("tests/bench/summaries.ts", ["1000000", "only-pages"]) as unknown as { rows: Row[] };
  table("1,000,000 summaries: one page of 50, ms (bar: p95 300)", rows);
}

/** Runs a script with the worker's own flags. */
function measure(script: string, args: string[]): Run {
  const env = { ...process.env, ...WORKER_ENV };
  return JSON.parse(
    execFileSync(process.execPath, [...WORKER_FLAGS, script, ...args], { encoding: "utf8", env, maxBuffer: 1 << 26 }),
  ) as Run;
}

function measurePython(script: string, ...args: string[]): Run {
  return JSON.parse(execFileSync("python3", [script, ...args], { encoding: "utf8" })) as Run;
}

function median(runs: Run[]): Run {
  const sorted = runs.toSorted((a, b) => a.seconds - b.seconds);
  return sorted[Math.floor(sorted.length / 2)] as Run;
}

function isWanted(section: string): boolean {
  return wanted === undefined || wanted === section;
}

function ratio(ours: number, theirs: number): string {
  return (ours / theirs).toFixed(2);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

function table(title: string, rows: Row[]): void {
  const names = Object.keys(rows[0] ?? {});
  const widths = names.map((name) => Math.max(name.length, ...rows.map((row) => String(row[name]).length)));
  const line = (cells: string[]) => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("   ");
  say(`\n${title}\n${line(names)}\n${rows.map((row) => line(names.map((name) => String(row[name])))).join("\n")}`);
}

function say(words: string): void {
  process.stdout.write(`${words}\n`);
}
