/**
 * `npm run screenshots`: walks through the built app with the sample emails and saves every screen to
 * docs/screenshots, in light and dark, 1280 and 390 px wide. The README shows some of them.
 * `npm run screenshots -- FOLDER` saves them elsewhere.
 */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright";
import { discardApp, startApp } from "#tests/support/app";

const folder = process.argv[2] ?? "docs/screenshots";
const WIDTHS = { wide: { width: 1280, height: 860 }, narrow: { width: 390, height: 844 } };
/** What the README shows; a folder of one's own gets everything. */
const SHOWN = /^(home|choose|batch|summaries)-light$|^summaries-dark$/;
const isForReadme = process.argv[2] === undefined;

mkdirSync(folder, { recursive: true });
const app = await startApp();
const executablePath = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => existsSync(path),
);
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  await walk(browser);
} finally {
  await browser.close();
  await discardApp(app);
}

async function walk(within: Browser): Promise<void> {
  const page = await within.newPage({ viewport: WIDTHS.wide, locale: "en-GB", reducedMotion: "reduce" });
  await page.goto(app.url);
  await shoot(page, "home-empty");
  await page.getByRole("button", { name: "Try with sample emails" }).click();
  await page.waitForURL(/\/datasets\/\d+/);
  const dataset = page.url().split("?")[0] ?? "";
  await page
    .getByText(/^\d+ emails$/)
    .first()
    .waitFor();
  await shoot(page, "review");
  await page.goto(`${dataset}?step=choose`);
  await page.getByRole("link", { name: "Download JSONL" }).waitFor();
  await shoot(page, "choose");
  await page.goto(`${dataset}?step=submit`);
  await page.getByRole("button", { name: "Submit batch" }).click();
  await page.getByRole("dialog").waitFor();
  await shoot(page, "submit");
  await page.getByRole("dialog").getByRole("button", { name: "Submit", exact: true }).click();
  await page.waitForURL(/\/batches\/\d+$/);
  await shoot(page, "batch-busy");
  await page
    .getByRole("status")
    .filter({ hasText: /^Done$/ })
    .waitFor();
  await page.getByRole("button", { name: "Details" }).click();
  await shoot(page, "batch");
  await page.goto(`${app.url}/batches`);
  await shoot(page, "batches");
  await page.goto(app.url);
  await page.getByRole("grid", { name: "Summaries" }).waitFor();
  await shoot(page, "home");
  await page.goto(`${app.url}/summaries?q=contract`);
  await page.getByRole("grid", { name: "Summaries" }).waitFor();
  await page.getByRole("row").nth(1).click();
  await page
    .getByRole("region", { name: "Summary and email" })
    .or(page.getByLabel("Summary and email"))
    .first()
    .waitFor();
  await shoot(page, "summaries");
  await page.goto(`${app.url}/summaries?q=xyzzy`);
  await shoot(page, "summaries-none");
  await page.goto(`${app.url}/settings`);
  await shoot(page, "settings");
  await page.goto(`${app.url}/nowhere`);
  await shoot(page, "nowhere");
}

/** One screen in both themes and both widths. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const [width, viewport] of Object.entries(WIDTHS)) {
      const file = `${name}-${colorScheme}${width === "wide" ? "" : "-narrow"}`;
      if (isForReadme && !SHOWN.test(file)) continue;
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize(viewport);
      await page.waitForLoadState("networkidle");
      await page.screenshot({ path: join(folder, `${file}.png`), animations: "disabled" });
    }
  }
  await page.setViewportSize(WIDTHS.wide);
  await page.emulateMedia({ colorScheme: "light" });
}
