import type { Page } from "playwright/test";
import type { Answerer } from "#lib/engine/types";
import { discardApp, startApp } from "#tests/support/app";
import { test as base, dropFiles, expect, jsonFile, plainEmails } from "#tests/support/browser";
import { DOUBLE } from "#tests/support/embedding";
import { startVendor, type Vendor } from "#tests/support/vendor";

export const KEY = "sk-test-abcdefgh-WXYZ";

type Wrong = { error: string; code: string; status?: number } | "length";

/** What goes wrong with emails that hold a word, while it stands here. */
export const wrong = new Map<string, Wrong>();

/** Answers as the shipped instructions ask: a summary as JSON. */
const answer: Answerer = async (bodies) =>
  bodies.map((body) => {
    const email = String(body.messages.at(-1)?.content ?? "");
    const [, fault] = [...wrong].find(([word]) => email.includes(word)) ?? [];
    if (fault && fault !== "length") return fault;
    const summary = `In short: ${/Subject: (.*)/.exec(email)?.[1]}`;
    const finishReason = fault ?? "stop";
    return { content: JSON.stringify({ summary }), finishReason, promptTokens: 100, completionTokens: 20 };
  });

/** The app with a key, and a vendor on this computer in the place of OpenAI. Its specs share one app. */
export const test = base.extend<{ healthy: undefined }, { vendor: Vendor }>({
  vendor: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const vendor = await startVendor({ autoDrive: true, apiKey: KEY, answer, embed: DOUBLE });
      await use(vendor);
      await vendor.close();
    },
    { scope: "worker" },
  ],
  app: [
    async ({ vendor }, use) => {
      const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: vendor.url, MAILGIST_POLL_SECONDS: "1" };
      const app = await startApp({ env });
      await use(app);
      await discardApp(app);
    },
    { scope: "worker" },
  ],
  healthy: [
    async ({ vendor }, use) => {
      await use(undefined);
      vendor.heal();
      vendor.release();
      vendor.autoDrive(true);
      wrong.clear();
    },
    { auto: true },
  ],
});

type Bodies = number | (string | { subject: string })[];

/** Drops emails and chooses OpenAI for them; Choose is open then. `bodies`: how many, or what each says. */
export async function chooseOpenAi(page: Page, name: string, bodies: Bodies): Promise<void> {
  const made =
    typeof bodies === "number"
      ? plainEmails(bodies)
      : bodies.map((body) => (typeof body === "string" ? { body } : body));
  await dropFiles(page, [jsonFile(name, made)], made.length);
  await page.getByRole("tab", { name: "Choose" }).click();
  await page.getByRole("radio", { name: /OpenAI/ }).click({ force: true });
  await expect(page.getByRole("radio", { name: /OpenAI/ })).toBeChecked();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
}

/** The same, open at its last step. */
export async function draftForOpenAi(page: Page, name: string, bodies: Bodies): Promise<void> {
  await chooseOpenAi(page, name, bodies);
  await page.getByRole("tab", { name: "Submit" }).click();
  await expect(page.getByText(/Send .* to OpenAI, (about|less than) /)).toBeVisible();
}

/** Submits the draft whose last step is open; its batch's page is open then. */
export async function submit(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Submit batch" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Submit", exact: true }).click();
  await page.waitForURL(/\/batches\/\d+$/);
}
