import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "playwright/test";

const known = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const executablePath = known.find((path) => path && existsSync(path));

export default defineConfig({
  testDir: "e2e",
  outputDir: fileURLToPath(new URL(".tmp/e2e", import.meta.url)),
  // Each has its own app and browser. A test mostly waits for its page, so two share two cores well; three do not.
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"], ["json", { outputFile: fileURLToPath(new URL(".tmp/playwright.json", import.meta.url)) }]],
  use: {
    locale: "en-GB",
    timezoneId: "UTC",
    // Drawing motion takes a tenth of the processor. The main journey is walked with it.
    contextOptions: { reducedMotion: "reduce" },
    // Pictures of every step would take more of the processor than the app itself.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false },
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
