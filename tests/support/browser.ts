import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "playwright/test";
import { type App, discardApp, startApp } from "#tests/support/app";

/** Every browser test gets the running app, and fails when its page logs an error or throws. */
export const test = base.extend<{ noErrors: undefined }, { app: App }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const app = await startApp();
      await use(app);
      await discardApp(app);
    },
    { scope: "worker" },
  ],
  baseURL: async ({ app }, use) => use(app.url),
  noErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
      });
      page.on("pageerror", (error) => errors.push(String(error)));
      await use(undefined);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Fails on any finding of axe, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(
        ({ id, nodes }) => `${colorScheme}: ${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
      ),
    ).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" });
}

/** Loads the sample emails from Home and waits on the dataset's page until all are there; answers their number. */
export async function dropSamples(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: "Try with sample emails" }).click();
  await page.waitForURL(/\/datasets\/\d+/);
  await expect(page.getByText(/^\d+ emails$/).first()).toBeVisible();
}
