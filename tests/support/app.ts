import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The built app, really running: its address, its folder, its process. */
export type App = {
  url: string;
  dataDir: string;
  process: ChildProcess;
  /** What it printed so far. */
  output: () => string;
  stop: (signal?: NodeJS.Signals) => Promise<void>;
};

export type AppOptions = { dataDir?: string; port?: number; env?: Record<string, string> };

/** What `npm start` gives to node. */
const START_ARGUMENTS = (
  JSON.parse(readFileSync("package.json", "utf8")) as { scripts: { start: string } }
).scripts.start
  .split(" ")
  .slice(1);

/** Starts the app as `npm start` does (the build is there already) and waits until it answers. */
export async function startApp(options: AppOptions = {}): Promise<App> {
  const port = options.port ?? (await freePort());
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "mailgist-e2e-"));
  const child = spawn(process.execPath, START_ARGUMENTS, {
    env: {
      ...process.env,
      // As the browser of tests has it: both stand on one desk.
      TZ: "UTC",
      OPENAI_API_KEY: "",
      OPENAI_BASE_URL: "",
      ...options.env,
      PORT: String(port),
      HOST: "127.0.0.1",
      MAILGIST_DATA_DIR: dataDir,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const url = `http://127.0.0.1:${port}`;
  await answered(url, child, () => output);
  return {
    url,
    dataDir,
    process: child,
    output: () => output,
    stop: (signal = "SIGTERM") => ended(child, signal),
  };
}

/** Stops an app and deletes its folder. */
export async function discardApp(app: App): Promise<void> {
  await app.stop();
  rmSync(app.dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** A port nobody listens on now. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

const START_MS = 60_000;

async function answered(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    const reply = await fetch(`${url}/api/activity`).catch(() => null);
    if (reply?.ok) return;
    if (child.exitCode !== null) throw new Error(`The app ended at its start:\n${output()}`);
    if (Date.now() > deadline) throw new Error(`The app did not answer:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
}
