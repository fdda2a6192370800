import { discardApp, startApp } from "#tests/support/app";
import { test as base, dropFiles, expect, jsonFile, plainEmails } from "#tests/support/browser";
import { startVendor, type Vendor } from "#tests/support/vendor";

const KEY = "sk-proj-never-shown-again-Q7zP";

/** An app without a key, whose OpenAI is on this computer. */
const test = base.extend<object, { vendor: Vendor }>({
  vendor: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const vendor = await startVendor({ autoDrive: true, apiKey: KEY });
      await use(vendor);
      await vendor.close();
    },
    { scope: "worker" },
  ],
  app: [
    async ({ vendor }, use) => {
      const app = await startApp({ env: { OPENAI_BASE_URL: vendor.url, MAILGIST_POLL_SECONDS: "1" } });
      await use(app);
      await discardApp(app);
    },
    { scope: "worker" },
  ],
});

test("a typed key is shown as four characters and never leaves the computer's disk again", async ({ page, app }) => {
  const answers: Promise<string>[] = [];
  page.on("response", (response) => {
    answers.push(response.text().catch(() => ""));
  });
  await page.goto("/settings");
  await expect(page.getByText("Needs a key", { exact: true })).toBeVisible();
  const field = page.getByLabel("OpenAI API key");
  await expect(field).toHaveAttribute("type", "password");
  await field.fill(KEY);
  await page.getByRole("button", { name: "Save key" }).click();
  await expect(page.getByText("••••Q7zP")).toBeVisible();
  await expect(page.getByText("Needs a key", { exact: true })).toBeHidden();
  for (const path of ["/", "/settings", "/batches"]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    answers.push(Promise.resolve(await page.content()));
  }
  for (const path of ["/api/settings", "/api/activity", "/api/settings/storage"]) {
    answers.push(Promise.resolve(await (await page.request.get(path)).text()));
  }
  const all = await Promise.all(answers);
  expect(all.length).toBeGreaterThan(6);
  expect(all.filter((text) => text.includes("never-shown"))).toEqual([]);
  expect(app.output()).not.toContain("never-shown");
});

test("Test connection says what the provider said, good or bad", async ({ page, vendor }) => {
  await page.goto("/settings");
  await typeKey(page, KEY);
  const test = page.getByRole("button", { name: "Test connection to OpenAI" });
  await test.click();
  await expect(page.getByText(/^OpenAI answered. It takes batches, and offers \d+ models?\.$/)).toBeVisible();
  vendor.fault({ kind: "reset-before", times: Number.POSITIVE_INFINITY });
  await test.click();
  await expect(page.getByText(/^OpenAI could not be reached/)).toBeVisible();
  vendor.heal();
  await typeKey(page, "sk-proj-a-wrong-one-0000");
  await test.click();
  await expect(page.getByText(/^OpenAI does not accept this key\./)).toBeVisible();
});

test("a key can be removed, and then nothing can go to OpenAI", async ({ page }) => {
  await page.goto("/settings");
  await typeKey(page, KEY);
  await page.getByRole("button", { name: "Remove key" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove key" }).click();
  await expect(page.getByText("Needs a key", { exact: true })).toBeVisible();
  await dropFiles(page, [jsonFile("none.json", plainEmails(1))], 1);
  await page.getByRole("tab", { name: "Choose" }).click();
  await expect(page.getByRole("radio", { name: /OpenAI/ })).toBeDisabled();
});

test("defaults are kept and a new batch begins with them", async ({ page }) => {
  await page.goto("/settings");
  const defaults = page.getByRole("region", { name: "Defaults" });
  await defaults.getByRole("button", { name: /Instructions/ }).click();
  await page.getByRole("option", { name: "Classic" }).click();
  await expect(page.getByText("Saved. New batches begin with this.")).toBeVisible();
  await dropFiles(page, [jsonFile("defaults.json", plainEmails(1))], 1);
  await page.getByRole("tab", { name: "Choose" }).click();
  await expect(page.getByRole("button", { name: /Start from/ })).toContainText("Classic");
});

test("own instructions can be added, changed, chosen, removed and brought back", async ({ page }) => {
  await page.goto("/settings");
  await page.getByRole("button", { name: "Add instructions" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("For the lawyer");
  await dialog.getByRole("textbox", { name: /Instructions|Wording/ }).fill("Name every deadline.");
  await dialog.getByRole("button", { name: /Save/ }).click();
  await expect(page.getByRole("heading", { name: "For the lawyer" })).toBeVisible();
  await page.getByRole("button", { name: "Remove For the lawyer" }).click();
  await expect(page.getByRole("heading", { name: "For the lawyer" })).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { name: "For the lawyer" })).toBeVisible();
  await dropFiles(page, [jsonFile("lawyer.json", plainEmails(1))], 1);
  await page.getByRole("tab", { name: "Choose" }).click();
  await page.getByRole("button", { name: /Start from/ }).click();
  await page.getByRole("option", { name: "For the lawyer" }).click();
  await expect(page.getByRole("textbox", { name: "Wording" })).toHaveValue("Name every deadline.");
});

test("storage names the folder and adds up", async ({ page, app }) => {
  await page.goto("/settings");
  const storage = page.getByRole("region", { name: "Storage used" });
  await expect(storage.getByText(app.dataDir)).toBeVisible();
  for (const name of ["Database", "Dropped files", "Sent requests", "Built-in engine"]) {
    await expect(storage.getByText(name, { exact: true })).toBeVisible();
  }
  const sizes = await (await page.request.get("/api/settings/storage")).json();
  expect(sizes.database + sizes.uploads + sizes.parts + sizes.engine).toBe(sizes.total);
});

async function typeKey(page: import("playwright/test").Page, key: string): Promise<void> {
  await page.getByLabel("OpenAI API key").fill(key);
  await page.getByRole("button", { name: /^(Save|Replace) key$/ }).click();
  await expect(page.getByText(`••••${key.slice(-4)}`).first()).toBeVisible();
}
