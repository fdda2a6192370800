/**
 * `npm test`: lint, types, structure and unit and integration tests, then the browser tests, one after another.
 * Stops at the first that fails. Ends with one line: `N passed, N failed`.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";

type Counts = { passed: number; failed: number };

const REPORTS = "tests/.tmp";
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

const counts: Counts = { passed: 0, failed: 0 };
check("lint", "biome", ["check", "."]);
check("types", "tsc", ["--noEmit"]);
check("unused", "knip", ["--config", "tests/knip.json"]);
suite(
  "unit and integration tests",
  "vitest",
  [
    "run",
    "--config",
    "tests/vitest.config.ts",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${REPORTS}/vitest.json`,
  ],
  readVitest,
);
suite("browser tests", "playwright", ["test", "--config", "tests/playwright.config.ts"], readPlaywright);
finish();

function check(name: string, command: string, args: string[]): void {
  if (run(name, command, args) === 0) counts.passed += 1;
  else {
    counts.failed += 1;
    finish();
  }
}

function suite(name: string, command: string, args: string[], read: () => Counts): void {
  const status = run(name, command, args);
  const found = readOr(read, { passed: 0, failed: 1 });
  counts.passed += found.passed;
  counts.failed += status !== 0 && found.failed === 0 ? 1 : found.failed;
  if (counts.failed > 0) finish();
}

function run(name: string, command: string, args: string[]): number {
  process.stdout.write(`\n== ${name}\n`);
  return spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" }).status ?? 1;
}

function readOr(read: () => Counts, otherwise: Counts): Counts {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

function readVitest(): Counts {
  const report = JSON.parse(readFileSync(`${REPORTS}/vitest.json`, "utf8")) as {
    numPassedTests: number;
    numFailedTests: number;
  };
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

function readPlaywright(): Counts {
  const report = JSON.parse(readFileSync(`${REPORTS}/playwright.json`, "utf8")) as {
    stats: { expected: number; unexpected: number; flaky: number };
  };
  return { passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky };
}

function finish(): never {
  process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed\n`);
  process.exit(counts.failed > 0 ? 1 : 0);
}
