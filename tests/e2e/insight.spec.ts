import type { Page } from "playwright/test";
import { type App, discardApp, startApp } from "#tests/support/app";
import {
  test as base,
  dropFiles,
  expect,
  expectAccessible,
  expectStatus,
  jsonFile,
  submitBatch,
} from "#tests/support/browser";
import { TUNED_ON } from "#tests/support/search-set";

/** An app of its own: what it shows first is that there is nothing yet. */
const test = base.extend<object, { app: App }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const app = await startApp();
      await use(app);
      await discardApp(app);
    },
    { scope: "worker" },
  ],
});

const SENDERS = ["Ana Ruiz <ana@example.com>", "Bo Carr <bo@example.com>", "Cy Dorn <cy@example.com>"];
const ASKS = 4;
const EMAILS = TUNED_ON.summaries.slice(0, 30).map(({ key, text }, at) => ({
  from: SENDERS[at % 4] ?? SENDERS[0],
  date: at === 0 ? "" : new Date(Date.UTC(2026, 8, 1 + 2 * at, 9)).toISOString(),
  subject: key,
  body: at < ASKS ? `${text} Please send the contract by 4 December 2026.` : text,
}));

/** As many as the link of a row says. */
async function follow(page: Page, link: ReturnType<Page["getByRole"]>): Promise<void> {
  const words = (await link.textContent()) ?? "";
  const count = Number((/(\d+) emails?/.exec(words) ?? /(\d+)/.exec(words))?.[1]);
  await link.click();
  await page.waitForURL(/\/summaries\?/);
  await expect(page.getByText(count === 1 ? "1 email" : `${count} emails`, { exact: true }).first()).toBeVisible();
  await page.goBack();
  await page.waitForURL(/\/insight\?/);
}

test("insight shows a batch as pictures, tables, a map and a digest, each of which leads to its emails", async ({
  page,
}) => {
  await page.goto("/insight");
  await expect(page.getByText("No summaries yet")).toBeVisible();
  await expectAccessible(page);

  await dropFiles(page, [jsonFile("office.json", EMAILS)], EMAILS.length);
  await page.getByRole("tab", { name: "Choose" }).click();
  await page.getByRole("button", { name: /Start from/ }).click();
  await page.getByRole("option", { name: /Executive brief/ }).click();
  await expect(page.getByText("Tags, Urgency, Dates and deadlines, Action items")).toBeVisible();
  await submitBatch(page);
  await expectStatus(page, "Done");
  await page.getByRole("link", { name: "Insight", exact: true }).last().click();
  await page.waitForURL(/\/insight\?batch=\d+/);

  const volume = page.getByRole("region", { name: "Emails over time" });
  await expect(volume.getByText("30 emails, 1 of them without a date")).toBeVisible();
  await volume
    .getByRole("link", { name: /^Week of/, disabled: false })
    .first()
    .focus();
  await page.keyboard.press("End");
  await expect(volume.getByRole("link", { name: "Week of 26 Oct 2026: 2 emails" })).toBeFocused();
  await expect(volume.getByText("Week of 26 Oct 2026: 2 emails")).toBeVisible();
  await volume.getByRole("button", { name: "Emails over time: show as table" }).click();
  await expect(volume.getByRole("row", { name: /Week of 26 Oct 2026/ })).toBeVisible();

  await follow(page, page.getByRole("region", { name: "Top senders" }).getByRole("link").first());
  await expect(page.getByRole("region", { name: "Top tags" }).getByRole("link").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Urgency" }).getByRole("link").first()).toBeVisible();
  await expect(page.getByText("No sentiment was asked for.")).toBeVisible();

  const actions = page.getByRole("region", { name: "Action items" });
  const open = actions.getByRole("list", { name: "Open action items" }).getByRole("checkbox");
  await expect(actions.getByText("Due 4 Dec 2026").or(actions.getByText("Was due 4 Dec 2026")).first()).toBeVisible();
  const before = await open.count();
  expect(before).toBeGreaterThanOrEqual(ASKS);
  await open.first().click();
  await expect(open).toHaveCount(before - 1);
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(open).toHaveCount(before);

  const digest = page.getByRole("region", { name: "Digest", exact: true });
  await expect(digest.getByText("Sentences taken word for word from 30 summaries, grouped by tag.")).toBeVisible();
  await expect(digest.getByRole("link", { name: /^\d+ emails?$/ }).first()).toHaveAttribute("href", /tags=\d/);

  const map = page.getByRole("application", { name: "Map of 30 summaries" });
  await expect(map).toBeVisible({ timeout: 60_000 });
  await map.focus();
  await page.keyboard.press("Enter");
  for (const key of ["ArrowRight", "ArrowDown"]) for (let n = 0; n < 11; n += 1) await page.keyboard.press(key);
  await expect(map.getByRole("status")).toContainText("in the rectangle");
  await page.keyboard.press("Enter");
  const panel = page.getByRole("region", { name: "Map by meaning" });
  const chosen = await panel.getByText(/^\d+ emails? chosen$/).textContent();
  await panel.getByRole("link", { name: "Show them in Summaries" }).click();
  await page.waitForURL(/area=\d/);
  await page.reload();
  await expect(page.getByText(chosen?.replace(" chosen", "") ?? "", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("Part of the map")).toBeVisible();
  await page.goBack();

  await expect(map).toBeVisible();
  await map.scrollIntoViewIfNeeded();
  const box = await map.boundingBox();
  if (!box) throw new Error("The map has no place.");
  await page.mouse.move(box.x + 5, box.y + 5);
  await page.mouse.down();
  for (const [x, y] of [
    [0.99, 0.01],
    [0.99, 0.99],
    [0.01, 0.99],
  ] as const)
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 4 });
  await page.mouse.up();
  await expect(panel.getByText(/^(2[5-9]|30) emails chosen$/)).toBeVisible();
  await panel.getByRole("button", { name: "Map by meaning: show as table" }).click();
  await follow(page, panel.getByRole("row").nth(1).getByRole("link"));

  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await expect(map).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }

  await page.getByRole("link", { name: "Printable digest" }).click();
  await expect(page.getByRole("heading", { name: "Digest of 30 emails" })).toBeVisible();
  await expectAccessible(page);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Print or save as PDF" })).toBeHidden();
  await expect(page.locator("body")).toHaveCSS("background-color", "rgb(255, 255, 255)");
});
