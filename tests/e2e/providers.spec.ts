import { discardApp, startApp } from "#tests/support/app";
import {
  test as base,
  dropFiles,
  expect,
  expectAccessible,
  expectStatus,
  jsonFile,
  plainEmails,
  submitBatch,
} from "#tests/support/browser";
import { type ChatServer, startChat } from "#tests/support/chat";
import { startVendor, type Vendor } from "#tests/support/vendor";

type Page = import("playwright/test").Page;

/** OpenAI's list of models, one of which is soon switched off. */
const MODELS = JSON.stringify({
  object: "list",
  data: [
    { id: "gpt-6-luna", object: "model", created: 1_780_000_000, owned_by: "openai", shutdown_date: null },
    { id: "gpt-7-nova", object: "model", created: 1_780_000_000, owned_by: "openai", shutdown_date: "2035-01-14" },
    { id: "gpt-6-old", object: "model", created: 1_780_000_000, owned_by: "openai", shutdown_date: "2020-01-14" },
  ],
});

/** An app with OpenAI and an Ollama on this computer. */
const test = base.extend<object, { vendor: Vendor; chat: ChatServer }>({
  vendor: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const vendor = await startVendor({ autoDrive: true });
      vendor.fault({ path: /^\/v1\/models/, kind: "body", body: MODELS, times: Number.POSITIVE_INFINITY });
      await use(vendor);
      await vendor.close();
    },
    { scope: "worker" },
  ],
  chat: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const chat = await startChat();
      await use(chat);
      await chat.close();
    },
    { scope: "worker" },
  ],
  app: [
    async ({ vendor }, use) => {
      const env = { OPENAI_BASE_URL: vendor.url, OPENAI_API_KEY: "sk-test-0123456WXYZ", MAILGIST_POLL_SECONDS: "1" };
      const app = await startApp({ env });
      await use(app);
      await discardApp(app);
    },
    { scope: "worker" },
  ],
});

test("a program on this computer is added, tested, writes summaries under its name, and is removed", async ({
  page,
  chat,
}) => {
  const name = "Ollama on this computer";
  await page.goto("/settings");
  await page.getByRole("button", { name: "Add a provider" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Ollama" }).click();
  const address = dialog.getByRole("textbox", { name: "Address" });
  await expect(address).toHaveValue("http://localhost:11434/v1");
  await address.fill("https://api.example.com/v1");
  await dialog.getByRole("button", { name: "Test and add" }).click();
  await expect(dialog.getByRole("alert")).toContainText("api.example.com is not on the list of allowed addresses.");
  await expectAccessible(page);
  await address.fill(chat.url);
  await dialog.getByRole("button", { name: "Test and add" }).click();
  await expect(dialog).toBeHidden();
  const providers = page.getByRole("region", { name: "Providers" });
  await providers.getByRole("button", { name: `Test connection to ${name}` }).click();
  await expect(providers.getByText(`${name} answered. It offers 1 model and takes no batches`)).toBeVisible();
  await expectAccessible(page);

  await dropFiles(page, [jsonFile("chat.json", plainEmails(5))], 5);
  await page.getByRole("tab", { name: "Choose" }).click();
  await page.getByRole("radiogroup", { name: "Provider" }).getByText(name, { exact: true }).click();
  await expect(page.getByRole("radio", { name })).toBeChecked();
  await expect(page.getByRole("button", { name: /Model$/ })).toContainText("llama3.2");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.getByRole("tab", { name: "Submit" }).click();
  await expect(page.getByText(`Summarise 5 emails with ${name}. No email leaves this computer.`).first()).toBeVisible();
  await submitBatch(page);
  await expectStatus(page, "Done");
  await expect(page.getByText(name).first()).toBeVisible();
  expect(new Set(chat.asked).size).toBe(5);
  await page.getByRole("link", { name: "See summaries" }).click();
  await expect(page.getByText("It is about Subject 3.")).toBeVisible();
  await expect(page.getByText(name).first()).toBeVisible();

  await page.goto("/settings");
  await providers.getByRole("button", { name: `Remove ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove provider" }).click();
  await expect(providers.getByText(name)).toBeHidden();
});

test("a price can be changed, and a ceiling stops what would go over it", async ({ page }) => {
  await page.goto("/settings");
  await page.getByRole("button", { name: "Change price of gpt-6-luna" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "In", exact: true }).fill("9000");
  await dialog.getByRole("textbox", { name: "Out" }).fill("9000");
  await dialog.getByRole("button", { name: "Save price" }).click();
  await expect(
    page.getByText("US$9,000.00 in, US$9,000.00 out per million tokens. Your own price since"),
  ).toBeVisible();
  const cost = page.getByRole("region", { name: "Cost this month" });
  await cost.getByLabel("Ceiling a month, in US dollars").fill("0.5");
  await cost.getByRole("button", { name: "Set ceiling" }).click();
  await expect(cost.getByText(/: US\$0 of US\$0\.50?/)).toBeVisible();

  await draftForOpenAi(page, "ceiling.json");
  await expect(page.getByText(/US\$0 so far in .*, of at most US\$0\.50?/)).toBeVisible();
  await page.getByRole("button", { name: "Submit batch" }).click();
  await dialog.getByRole("button", { name: "Submit", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText(
    /^This would bring \w+ to about \$[\d,.]+, over the ceiling of \$0\.50 set in Settings\.$/,
  );

  await page.goto("/settings");
  await page.getByRole("button", { name: "Change price of gpt-6-luna" }).click();
  await dialog.getByRole("button", { name: "Back to the built-in price" }).click();
  await expect(page.getByText("US$0.05 in, US$0.25 out per million tokens").first()).toBeVisible();
  await cost.getByRole("button", { name: "Remove ceiling" }).click();
  await expect(cost.getByRole("button", { name: "Remove ceiling" })).toBeHidden();
});

test("a model's end is announced, and one whose day has come cannot be submitted", async ({ page }) => {
  await page.goto("/settings");
  await page.getByRole("button", { name: "Refresh", exact: true }).click();
  const models = page.getByRole("region", { name: "Models and prices" });
  await expect(models.getByText("gpt-7-nova is switched off on 14 Jan 2035.")).toBeVisible();
  await expect(models.getByText(/^Listed/)).toBeVisible();
  await draftForOpenAi(page, "ending.json", "gpt-7-nova");
  await expect(page.getByText("gpt-7-nova is switched off on 14 Jan 2035.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("tab", { name: "Choose" }).click();
  await chooseModel(page, "gpt-6-old");
  await expect(page.getByText("gpt-6-old was switched off on 14 Jan 2020. Choose another model.")).toBeVisible();
  await page.getByRole("tab", { name: "Submit" }).click();
  await page.getByRole("button", { name: "Submit batch" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Submit", exact: true }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("OpenAI switched gpt-6-old off on");
});

/** A draft that would go to OpenAI, open at its last step. */
async function draftForOpenAi(page: Page, file: string, model?: string): Promise<void> {
  await dropFiles(page, [jsonFile(file, plainEmails(3))], 3);
  await page.getByRole("tab", { name: "Choose" }).click();
  await page.getByRole("radio", { name: /OpenAI/ }).click({ force: true });
  await expect(page.getByRole("radio", { name: /OpenAI/ })).toBeChecked();
  if (model) await chooseModel(page, model);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.getByRole("tab", { name: "Submit" }).click();
}

async function chooseModel(page: Page, model: string): Promise<void> {
  await page.getByRole("button", { name: /Model$/ }).click();
  await page.getByRole("option", { name: model }).click();
  await expect(page.getByRole("button", { name: /Model$/ })).toContainText(model);
}
