/**
 * `npm start`: checks the environment, then serves the built app in this very process, so that one signal ends all.
 * `npm run dev` does the same with Next's development server.
 */
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { type Env, readEnv } from "#lib/env";

const isDev = process.argv[2] === "dev";

if (existsSync(".env")) process.loadEnvFile(".env");
const env = envOrExit();
await freePortOrExit(env);

say(`serving http://${env.host.includes(":") ? `[${env.host}]` : env.host}:${env.port}`);
say(`data in ${env.dataDir}. Stop with Ctrl-C`);
process.env.NEXT_TELEMETRY_DISABLED = "1";
process.argv = [
  process.execPath,
  join(process.cwd(), "node_modules/next/dist/bin/next"),
  isDev ? "dev" : "start",
  "-H",
  env.host,
  "-p",
  String(env.port),
];
await import("next/dist/bin/next" as string);

function envOrExit(): Env {
  try {
    return readEnv();
  } catch (error) {
    return exit(error instanceof Error ? error.message : String(error));
  }
}

/** One clear line instead of a stack trace when something else already answers there. */
async function freePortOrExit({ host, port }: Env): Promise<void> {
  const probe = createServer();
  const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    probe.once("error", resolve);
    probe.listen(port, host, () => resolve(null));
  });
  await new Promise((resolve) => probe.close(resolve));
  if (failure?.code === "EADDRINUSE")
    exit(`port ${port} is in use. Is Mailgist already running? Else set PORT to another number.`);
  if (failure) exit(`cannot listen on ${host}:${port}: ${failure.message}`);
}

function exit(message: string): never {
  process.stderr.write(`mailgist: ${message}\n`);
  process.exit(1);
}

function say(words: string): void {
  process.stdout.write(`mailgist: ${words}\n`);
}
