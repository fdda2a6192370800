import { execFileSync } from "node:child_process";
import { type App, discardApp, startApp } from "#tests/support/app";
import { dropSamples, expect, test } from "#tests/support/browser";

for (const signal of ["SIGTERM", "SIGINT", "SIGKILL"] as const) {
  test(`${signal} ends everything, the worker too`, async () => {
    const app = await startApp();
    const worker = workerOf(app);
    expect(isAlive(worker)).toBe(true);
    await app.stop(signal);
    await expect.poll(() => isAlive(worker)).toBe(false);
    await discardApp(app);
  });
}

test("a killed worker is started again", async () => {
  const app = await startApp();
  const first = workerOf(app);
  process.kill(first, "SIGKILL");
  await expect.poll(() => workersOf(app).filter((pid) => pid !== first).length).toBe(1);
  await discardApp(app);
});

test("a batch goes on after the app was killed in the middle", async ({ page }) => {
  let app = await startApp();
  const { dataDir } = app;
  const port = Number(new URL(app.url).port);
  await page.goto(app.url);
  await page.getByRole("button", { name: "Try with sample emails" }).click();
  await page.waitForURL(/\/datasets\/\d+/);
  await page.getByRole("tab", { name: "Submit" }).click();
  await page.getByRole("button", { name: "Submit batch" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Submit", exact: true }).click();
  await page.waitForURL(/\/batches\/\d+$/);
  const address = page.url();
  await page.goto("about:blank");
  await app.stop("SIGKILL");

  app = await startApp({ dataDir, port });
  await page.goto(address);
  await expect(page.getByRole("status")).toHaveText("Done");
  await discardApp(app);
});

test("the sample emails can be loaded again and again", async ({ page }) => {
  await dropSamples(page);
  const first = page.url();
  await dropSamples(page);
  expect(page.url()).not.toBe(first);
});

function workerOf(app: App): number {
  const [pid] = workersOf(app);
  if (!pid) throw new Error("no worker runs");
  return pid;
}

function workersOf(app: App): number[] {
  const rows = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" }).trim().split("\n");
  return rows
    .map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row))
    .filter((row) => row?.[2] === String(app.process.pid) && row[3]?.includes("lib/worker/main.ts"))
    .map((row) => Number(row?.[1]));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
