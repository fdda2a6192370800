import type { Page } from "playwright/test";
import { expect, expectAccessible, expectStatus } from "#tests/support/browser";
import { chooseOpenAi, draftForOpenAi, submit, test, wrong } from "#tests/support/openai";

const HOUR = 3_600_000;
const ledger = (page: Page) => page.getByRole("region", { name: "Every email accounted for" });

test("each cause has its words and its button: again, shorter, another model", async ({ page }) => {
  wrong.set("TOO-MUCH", {
    error: "This model's maximum context length is 128000 tokens.",
    code: "context_length_exceeded",
  });
  wrong.set("HURRY", { error: "Rate limit reached", code: "rate_limit_exceeded", status: 429 });
  wrong.set("RUDE", { error: "Your request was flagged.", code: "content_policy_violation", status: 400 });
  const long = `${"Please read on. ".repeat(150)} TOO-MUCH`;
  await draftForOpenAi(page, "reasons.json", ["fine", "HURRY one", "HURRY two", long, "RUDE"]);
  await submit(page);
  await expectStatus(page, "Done with 4 problems");
  await expect(ledger(page)).toHaveText(/5emails=1summarised\+4failed\+0not run$/);
  await expect(page.getByText("Too long for this model")).toBeVisible();
  await expectAccessible(page);

  wrong.delete("HURRY");
  await page.getByRole("button", { name: "Try these 2 again" }).click();
  // The list of a choice is a dialog too, until it has gone.
  const dialog = page.getByRole("dialog").filter({ has: page.getByRole("heading") });
  await expect(dialog).toContainText("Send 2 emails to OpenAI again?");
  await expect(dialog).toContainText(/Cost: (about|less than) (US)?\$\d/);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Send 2 again" }).click();
  await expectStatus(page, "Done with 2 problems");

  await page.getByRole("button", { name: "Shorten this one" }).click();
  await dialog.getByRole("button", { name: /Send of each email at most/ }).click();
  await page.getByRole("option", { name: "1,000 characters" }).click();
  await expect(dialog).toContainText("1 of 1 is longer and loses its end. The emails here stay whole.");
  await dialog.getByRole("button", { name: "Send 1 again" }).click();
  await expectStatus(page, "Done with 1 problem");

  await page.getByRole("button", { name: "Choose another model" }).click();
  await expect(dialog).toContainText("Summarise 1 email again on this computer?");
  await expect(dialog).toContainText("Cost: free");
  await dialog.getByRole("button", { name: "Try 1 again" }).click();
  await expectStatus(page, "Done");
  await expect(ledger(page)).toHaveText(/5emails=5summarised\+0failed\+0not run$/);
});

test("problems can be left as they are, and taken up again", async ({ page }) => {
  wrong.set("RUDE", { error: "Your request was flagged.", code: "content_policy_violation", status: 400 });
  await draftForOpenAi(page, "left.json", ["fine", "RUDE"]);
  await submit(page);
  await expectStatus(page, "Done with 1 problem");
  await page.getByRole("button", { name: "Leave it at that" }).click();
  await expectStatus(page, "Done");
  await expect(ledger(page)).toHaveText(/2emails=1summarised\+1failed\+0not run$/);
  await page.getByRole("button", { name: "Undo" }).click();
  await expectStatus(page, "Done with 1 problem");
  await page.getByRole("button", { name: "Leave it at that" }).click();
  await expect(page.getByRole("region", { name: "1 email left without a summary" })).toBeVisible();
  await page.getByRole("button", { name: "Take up again" }).click();
  await expectStatus(page, "Done with 1 problem");
});

test("three emails are tried live, beside their text, and stay there", async ({ page, vendor }) => {
  const asked = () => vendor.ledger.filter((call) => call.path.endsWith("/chat/completions")).length;
  const before = asked();
  await chooseOpenAi(page, "tried.json", ["fine", "fine too", "HURRY"]);
  wrong.set("HURRY", { error: "Rate limit reached", code: "rate_limit_exceeded", status: 429 });
  const panel = page.getByRole("region", { name: "Try three first" });
  await panel.getByRole("button", { name: "Try three" }).dblclick();
  await expect(panel.getByText("In short: Subject 1")).toBeVisible();
  await expect(panel.getByText("In short: Subject 2")).toBeVisible();
  await expect(panel.getByText("The provider was asked too often")).toBeVisible();
  expect(asked()).toBe(before + 3);
  await expectAccessible(page);
  await page.reload();
  await expect(panel.getByText("In short: Subject 1")).toBeVisible();
  wrong.clear();
  await panel.getByRole("button", { name: "Try again" }).click();
  await expect(panel.getByText("In short: Subject 3")).toBeVisible();
  expect(asked()).toBe(before + 4);

  await panel.getByRole("button", { name: "Choose emails" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: /Subject 2/ }).check();
  await expectAccessible(page);
  vendor.fault({ kind: "late", path: /chat\/completions$/ });
  await dialog.getByRole("button", { name: "Try 1 email" }).click();
  await panel.getByRole("button", { name: "Cancel" }).click();
  await expect(panel.getByText("Cancelled")).toBeVisible();
});

test("the tab's title follows the batch, and of two tabs one tells when it is done", async ({
  page,
  context,
  vendor,
}) => {
  await context.addInitScript(() => {
    class Told {
      static permission = localStorage.getItem("asked") ? "granted" : "default";
      static async requestPermission() {
        localStorage.setItem("asked", "yes");
        Told.permission = "granted";
        return "granted";
      }
      constructor(title: string, { body }: { body: string }) {
        localStorage.setItem("notes", `${localStorage.getItem("notes") ?? ""}[${title}: ${body}]`);
      }
      close() {}
    }
    Object.assign(window, { Notification: Told });
  });
  vendor.autoDrive(false);
  await draftForOpenAi(page, "told.json", 3);
  await submit(page);
  await expectStatus(page, "Checking");
  await expect(page).toHaveTitle("Checking · Mailgist");
  await page.getByRole("button", { name: "Tell me when it is done" }).click();
  await expect(page.getByText("You are told when it is done", { exact: false })).toBeVisible();
  const other = await context.newPage();
  await other.goto(new URL("/batches", page.url()).href);
  await expect(other.getByRole("region", { name: "Running" })).toBeVisible();
  vendor.autoDrive(true);
  await expectStatus(page, "Done");
  await expect(page).toHaveTitle("✓ Done · Mailgist");
  await expect(other.getByRole("region", { name: "Running" })).toBeHidden();
  const notes = () => page.evaluate(() => localStorage.getItem("notes"));
  await expect.poll(notes).toBe("[told.json: Done. 3 summaries of 3 emails.]");
  await other.reload();
  await expect(other.getByRole("region", { name: "Finished" })).toBeVisible();
  expect(await notes()).toBe("[told.json: Done. 3 summaries of 3 emails.]");
});

test("what ran out of time keeps what came, and one button sends the rest", async ({ page, vendor }) => {
  vendor.autoDrive(false);
  await draftForOpenAi(page, "late.json", 3);
  await submit(page);
  await expectStatus(page, "Checking");
  vendor.advance(25 * HOUR);
  vendor.autoDrive(true);
  await expectStatus(page, "Ran out of time: 0 kept");
  await page.getByRole("button", { name: "Send the other 3" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send 3 again" }).click();
  await expectStatus(page, "Done");
});
