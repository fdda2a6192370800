import { createHash } from "node:crypto";
import type { Page } from "playwright/test";
import {
  download,
  dropFiles,
  expect,
  expectStatus,
  jsonFile,
  plainEmails,
  submitBatch,
  test,
} from "#tests/support/browser";

const CLASSIC =
  "You are an email summarizer. Summarize this email in 2–3 sentences. Make sure to include all important pointers in the email.";

test("Classic is the original recipe, and what is shown is what is downloaded and sent", async ({ page }) => {
  const email = {
    from: "Ann Ärger <ann@example.com>",
    subject: "Lieferung für März – „dringend“",
    body: 'Hallo,\n\nwir brauchen 3 Stück bis Freitag.\n  Eingerückt, mit "Anführung" und \\ und 🎉.\n\nAnn',
  };
  await dropFiles(page, [jsonFile("classic.json", [email, {}, {}])], 3);
  await page.getByRole("tab", { name: "Choose" }).click();
  await choose(page, "Start from", "Classic");
  await expect(page.getByRole("textbox", { name: "Wording" })).toHaveValue(CLASSIC);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();

  const user = `From: ${email.from}\nSubject: ${email.subject}\n\n${email.body}`;
  const preview = page.getByRole("region", { name: "Preview" });
  await expect.poll(() => preview.getByRole("group", { name: "Instructions" }).first().textContent()).toBe(CLASSIC);
  await expect.poll(() => preview.getByRole("group", { name: "Email", exact: true }).first().textContent()).toBe(user);

  await preview.getByRole("tab", { name: "Raw lines" }).click();
  const raw = (await preview.locator("ol code").first().textContent()) ?? "";
  const request = JSON.parse(raw);
  const model = (await page.getByRole("button", { name: /Model$/ }).textContent())?.replace("Model", "").trim();
  expect(request).toStrictEqual({
    custom_id: expect.stringMatching(/^email-0-\d+$/),
    method: "POST",
    url: "/v1/chat/completions",
    body: {
      model,
      messages: [
        { role: "system", content: CLASSIC },
        { role: "user", content: user },
      ],
    },
  });
  expect(Object.keys(request)).toEqual(["custom_id", "method", "url", "body"]);
  expect(Object.keys(request.body)).toEqual(["model", "messages"]);
  await expect(preview.getByText("Line 1", { exact: false }).first()).toBeAttached();

  const bytes = await download(page, () => preview.getByRole("link", { name: "Download JSONL" }).click());
  await expect(preview.getByText(sha256(bytes))).toBeVisible();
  const lines = bytes.toString("utf8").split("\n");
  expect(lines).toHaveLength(4);
  expect(lines[0]).toBe(raw);
  expect(lines[3]).toBe("");

  const batch = await submitBatch(page);
  await expectStatus(page, "Done");
  await page.getByRole("button", { name: "Details" }).click();
  await expect(page.getByText(sha256(bytes))).toBeVisible();
  const sent = await page.request.get(`/api${batch}/jsonl?part=1`);
  expect(sha256(await sent.body())).toBe(sha256(bytes));
});

test("a line, and all lines shown, can be copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await dropFiles(page, [jsonFile("copy.json", plainEmails(7))], 7);
  await page.getByRole("tab", { name: "Choose" }).click();
  const preview = page.getByRole("region", { name: "Preview" });
  await preview.getByRole("tab", { name: "Raw lines" }).click();
  const lines = preview.locator("ol code");
  await expect(lines).toHaveCount(5);
  const shown = await lines.allTextContents();
  await preview.getByRole("button", { name: "Copy line 2" }).click();
  await expect.poll(() => clipboard(page)).toBe(shown[1]);
  await preview.getByRole("button", { name: "Copy these lines" }).click();
  await expect.poll(() => clipboard(page)).toBe(`${shown.join("\n")}\n`);
  await expect(preview.getByText("1 to 5 of 7")).toBeVisible();
  await preview.getByRole("button", { name: "Next" }).click();
  await expect(preview.getByText("6 to 7 of 7")).toBeVisible();
  await expect(lines).toHaveCount(2);
  await expect(preview.getByRole("button", { name: "Copy line 6" })).toBeVisible();
});

test("own wording is saved as it is typed and goes into every request", async ({ page }) => {
  await dropFiles(page, [jsonFile("own.json", plainEmails(2))], 2);
  await page.getByRole("tab", { name: "Choose" }).click();
  await choose(page, "Start from", "Classic");
  const wording = page.getByRole("textbox", { name: "Wording" });
  await expect(wording).toHaveValue(CLASSIC);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await wording.fill("Write one line in Deutsch – bitte.");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: /Start from/ })).toContainText("Own instructions");
  await page.reload();
  await expect(wording).toHaveValue("Write one line in Deutsch – bitte.");
  const instructions = page.getByRole("group", { name: "Instructions" }).first();
  await expect(instructions).toHaveText("Write one line in Deutsch – bitte.");

  await wording.fill("");
  await expect(page.getByRole("button", { name: "Continue" })).toBeDisabled();
  await page.getByRole("button", { name: /^Reset to / }).click();
  await expect(wording).toHaveValue(CLASSIC);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Continue" })).toBeEnabled();

  // Whoever goes on in the middle of a sentence keeps it.
  await wording.fill("The last words.");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("tabpanel", { name: "Submit" }).getByText("Own instructions")).toBeVisible();
  await page.getByRole("tab", { name: "Choose" }).click();
  await expect(wording).toHaveValue("The last words.");
});

test("cost and time are shown, with what was assumed one click away", async ({ page }) => {
  await dropFiles(page, [jsonFile("cost.json", plainEmails(3))], 3);
  await page.getByRole("tab", { name: "Choose" }).click();
  const panel = page.getByRole("region", { name: "Cost and time" });
  await expect(panel.getByText("Free", { exact: true })).toBeVisible();
  await expect(panel.getByText("Tokens in")).toBeVisible();
  await panel.getByRole("button", { name: "How this is estimated" }).click();
  await expect(panel.getByRole("listitem").first()).toBeVisible();
});

test("without a key OpenAI cannot be chosen, and the way to a key is shown", async ({ page }) => {
  await dropFiles(page, [jsonFile("nokey.json", plainEmails(1))], 1);
  await page.getByRole("tab", { name: "Choose" }).click();
  await expect(page.getByRole("radio", { name: /OpenAI/ })).toBeDisabled();
  await expect(page.getByRole("radio", { name: /Built-in engine/ })).toBeChecked();
  await page.getByRole("link", { name: "Add one in Settings" }).click();
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
});

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole("button", { name: new RegExp(label) }).click();
  await page.getByRole("option", { name: option }).click();
}

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
