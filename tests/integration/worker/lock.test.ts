import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { holdLock } from "#lib/worker/lock";

const HOLDER = `import { holdLock } from "#lib/worker/lock";
await holdLock(process.argv[1], new AbortController().signal);
process.stdout.write("held\\n");
setInterval(() => {}, 1000);`;

describe("holdLock", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "mailgist-lock-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("lets a second worker in only when the first gave up its place", async () => {
    const file = join(folder, "worker.lock");
    const release = await holdLock(file, new AbortController().signal);
    let isSecondIn = false;
    const second = holdLock(file, new AbortController().signal).then((done) => {
      isSecondIn = true;
      return done;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isSecondIn).toBe(false);
    release();
    (await second)();
    expect(isSecondIn).toBe(true);
  });

  it("is free the moment its holder is killed", async () => {
    const file = join(folder, "worker.lock");
    const holder = spawn(process.execPath, ["--input-type=module-typescript", "--eval", HOLDER, file], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(holder.stdout, "data");
    const next = holdLock(file, new AbortController().signal);
    holder.kill("SIGKILL");
    (await next)();
  });
});
