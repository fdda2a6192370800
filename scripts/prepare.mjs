/**
 * Makes a fresh clone ready: `node scripts/prepare.mjs start` (or `test`, `install`). Runs before `npm start` and `npm test`,
 * when nothing is installed yet and under whatever Node the machine has (20 or later), so it uses Node's own modules
 * only. Each step runs again when its inputs have changed; a stamp in node_modules/.stamps remembers their hash. All it
 * says goes to stderr: stdout belongs to the command that follows.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const stamps = join(root, "node_modules/.stamps");

const INSTALL_INPUTS = ["package.json", "package-lock.json"];
const BUILD_INPUTS = [
  ...INSTALL_INPUTS,
  ..."app components lib db/schema.ts db/client.ts db/migrate.ts public next.config.js tsconfig.json instrumentation.ts proxy.ts".split(
    " ",
  ),
];
/** Chromium without its windows: a fifth less to compute than the whole browser without a screen. */
const SHELL = "/usr/bin/chromium-headless-shell";
const goal = process.argv[2];

install();
if (goal !== "install") build();
if (goal === "test") chromium();

function install() {
  step("install", INSTALL_INPUTS, "Installing (about half a minute the first time)", () => {
    run("npm", ["ci", "--no-fund", "--no-audit", "--include=dev", "--loglevel=error"]);
  });
}

function build() {
  const isBuilt = existsSync(".next/BUILD_ID");
  step("build", BUILD_INPUTS, "Building", () => run("node", ["node_modules/next/dist/bin/next", "build"]), isBuilt);
}

/** A browser for the tests: one without windows, else Debian's package, else any that is there, else Playwright's own. */
function chromium() {
  if (process.env.CHROMIUM_PATH || existsSync(SHELL)) return;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("Installing Chromium for the browser tests");
    spawnSync("apt-get", ["update", "-qq"], { stdio: ["ignore", 2, 2] });
    aptInstall("chromium-headless-shell");
    if (!findChromium()) aptInstall("chromium");
  }
  if (!findChromium()) spawnSync("npx", ["playwright", "install", "chromium"], { stdio: ["ignore", 2, 2] });
}

function aptInstall(browser) {
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", browser, "fonts-noto-cjk"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}

function findChromium() {
  return [SHELL, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
}

/** Does `work` unless the same inputs have been through it already. */
function step(name, inputs, words, work, isThere = true) {
  const stamp = join(stamps, name);
  const hash = hashOf(inputs);
  if (isThere && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  say(words);
  rmSync(stamp, { force: true });
  work();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, hash);
}

function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesIn).sort()) hash.update(`${path}\0`).update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)));
}

/** npm puts node_modules/.bin first on PATH, so after the install `node` is the Node that package.json names. */
function run(command, args) {
  const local = join(root, "node_modules/.bin");
  const env = {
    ...process.env,
    PATH: `${local}${process.platform === "win32" ? ";" : ":"}${process.env.PATH}`,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  try {
    execFileSync(command, args, { stdio: ["ignore", 2, 2], env, shell: process.platform === "win32" });
  } catch (error) {
    say(`That did not work: ${[command, ...args].join(" ")}`);
    process.exit(error.status || 1);
  }
}

function say(words) {
  process.stderr.write(`mailgist: ${words} …\n`);
}
