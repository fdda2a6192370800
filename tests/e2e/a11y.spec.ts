import { parse } from "csv-parse/sync";
import type { Page } from "playwright/test";
import {
  download,
  expect,
  expectAccessible,
  expectEmails,
  expectStatus,
  jsonFile,
  makeFile,
  plainEmails,
  summarise,
  test,
} from "#tests/support/browser";

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 390, height: 844 };
let dataset = "";
let batch = "";

test.beforeAll(async ({ browser, app }) => {
  const page = await browser.newPage({ baseURL: app.url, locale: "en-GB", timezoneId: "UTC" });
  const files = [jsonFile("letters.json", plainEmails(12)), makeFile("broken.eml", "")];
  ({ dataset, batch } = await summarise(page, files, 12));
  await page.close();
});

const pages = (): [string, string][] => [
  ["Home", "/"],
  ["Review", dataset],
  ["Choose", `${dataset}?step=choose`],
  ["Submit", `${dataset}?step=submit`],
  ["Batches", "/batches"],
  ["Batch", batch],
  ["Summaries", "/summaries"],
  ["No match", "/summaries?q=zebracrossing"],
  ["Settings", "/settings"],
  ["Not found", "/nowhere"],
];

for (const [name, size] of Object.entries({ wide: WIDE, narrow: NARROW })) {
  test(`every page passes axe, ${name}`, async ({ page, allowed }) => {
    allowed.push(/404/);
    await page.setViewportSize(size);
    for (const [title, path] of pages()) {
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      await test.step(title, () => expectAccessible(page));
    }
  });

  test(`every dialog, panel and menu passes axe, ${name}`, async ({ page }) => {
    await page.setViewportSize(size);
    await page.goto(dataset);
    await page.getByRole("button", { name: "1 could not be read" }).click();
    await page.getByText("Subject 2", { exact: true }).click();
    await expect(page.getByRole("dialog").getByText("Please send offer 2")).toBeVisible();
    await check(page, "an open email");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^More for/ }).click();
    await expect(page.getByRole("menuitem", { name: "Rename" })).toBeVisible();
    await check(page, "a menu");
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await expect(page.getByRole("dialog", { name: "Rename this dataset" })).toBeVisible();
    await check(page, "renaming");
    await page.keyboard.press("Escape");

    await page.getByRole("tab", { name: "Choose" }).click();
    await page.getByRole("tab", { name: "Raw lines" }).click();
    await page.getByRole("button", { name: "How this is estimated" }).click();
    await page.getByRole("button", { name: /Start from/ }).click();
    await expect(page.getByRole("option", { name: "Classic" })).toBeVisible();
    await check(page, "choosing instructions");
    await page.keyboard.press("Escape");
    await check(page, "raw lines");
    await page.getByRole("tab", { name: "Submit" }).click();
    await page.getByRole("button", { name: "Submit batch" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await check(page, "the question before submitting");

    await page.goto(batch);
    await page.getByRole("button", { name: "Details" }).click();
    await expect(page.getByRole("list", { name: "Timeline" })).toBeVisible();
    await check(page, "details of a batch");
    await page.goto("/summaries");
    await page.getByRole("button", { name: "Filters" }).click();
    await page.getByRole("button", { name: "Export" }).click();
    await expect(page.getByRole("menuitem", { name: "CSV" })).toBeVisible();
    await check(page, "filters and exports");
    await page.keyboard.press("Escape");
    await page.getByRole("grid", { name: "Summaries" }).getByRole("link").first().click();
    await expect(page.getByRole("region", { name: "Email", exact: true })).toBeVisible();
    await check(page, "an open summary");
    await page.goto("/settings");
    await page.getByRole("button", { name: "Ask the built-in engine" }).click();
    await expect(page.getByRole("region", { name: "Batches on the account" })).toBeVisible();
    await page.getByRole("button", { name: "Add instructions" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await check(page, "adding instructions");
  });
}

test("nothing scrolls sideways at 320 px", async ({ page, allowed }) => {
  allowed.push(/404/);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const [title, path] of pages()) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    const [inner, whole] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
    expect.soft(whole, title).toBeLessThanOrEqual(inner ?? 0);
  }
});

test("from drop to export by keyboard alone", async ({ page }) => {
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  await tabTo(page, "Skip to the page");
  await page.keyboard.press("Enter");
  // Asked for early: a key may be pressed before the browser knows that its file dialog is waited for.
  const chooser = page.waitForEvent("filechooser");
  await tabTo(page, "Choose files");
  await page.keyboard.press("Enter");
  await (await chooser).setFiles([jsonFile("keyboard.json", plainEmails(3))]);
  await page.waitForURL(/\/datasets\/\d+/);
  await expectEmails(page, 3);
  await tabTo(page, "Continue");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Continue" })).toBeEnabled();
  await tabTo(page, "Continue");
  await page.keyboard.press("Enter");
  await tabTo(page, "Submit batch");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await tabTo(page, "Submit");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/batches\/\d+$/);
  await expectStatus(page, "Done");
  await tabTo(page, "See summaries");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("grid", { name: "Summaries" }).getByRole("link")).toHaveCount(3);
  await tabTo(page, "Export");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Excel" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "CSV" })).toBeFocused();
  const csv = await download(page, () => page.keyboard.press("Enter"));
  expect(parse(csv, { bom: true, columns: true })).toHaveLength(3);
});

async function check(page: Page, what: string): Promise<void> {
  await test.step(what, () => expectAccessible(page));
}

/** Presses Tab until what has the focus is called that: visibly, and without ever getting stuck. */
async function tabTo(page: Page, name: string): Promise<void> {
  const wanted = page.getByRole("button", { name, exact: true }).or(page.getByRole("link", { name, exact: true }));
  await expect(wanted.first()).toBeAttached();
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    if (await wanted.first().evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`“${name}” cannot be reached by Tab`);
}
