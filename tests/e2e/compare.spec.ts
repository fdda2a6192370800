import { expect, expectAccessible, expectStatus, jsonFile, submitBatch, summarise, test } from "#tests/support/browser";

const EMAILS = [
  {
    from: "Ann Bell <ann@example.com>",
    date: "2026-01-05T09:00:00Z",
    subject: "Damaged parcel",
    body: "Unfortunately the lamp of order 4711 arrived broken. Please refund the 49 euros by Friday. It is urgent. Thank you.",
  },
  {
    from: "Bo Carr <bo@example.com>",
    date: "2026-01-06T09:00:00Z",
    subject: "Invoice for May",
    body: "The invoice of 1,200 euros for May is wrong. Please send a corrected invoice by 3 June and confirm the payment.",
  },
  {
    from: "Cy Dorn <cy@example.com>",
    date: "2026-01-07T09:00:00Z",
    subject: "Thanks",
    body: "Thank you for the help.",
  },
];

let first = { dataset: "", batch: "" };
let second = "";

test.beforeAll(async ({ browser, app }) => {
  const page = await browser.newPage({ baseURL: app.url, locale: "en-GB", timezoneId: "UTC" });
  first = await summarise(page, [jsonFile("mail.json", EMAILS)], EMAILS.length);
  await page.goto(`${first.dataset}?step=choose`);
  await page.getByRole("button", { name: /Start from/ }).click();
  await page.getByRole("option", { name: /^Classic/ }).click();
  await expect(page.getByRole("button", { name: /Start from/ })).toContainText("Classic");
  second = await submitBatch(page);
  await expectStatus(page, "Done");
  await page.close();
});

test("two batches are compared email by email, and either is put in use", async ({ page }) => {
  await page.goto(`/summaries?batch=${second.split("/").at(-1)}`);
  await page.getByRole("grid", { name: "Summaries" }).getByRole("link", { name: "Damaged parcel" }).click();
  const panel = page.getByRole("complementary", { name: "Open summary" });
  await expect(panel.getByText("all stand in the email")).toBeVisible();
  await page.keyboard.press("e");
  await panel.getByRole("textbox", { name: "Correct the summary" }).fill("Ann Bell wants 77 euros back by Friday.");
  await page.keyboard.press("Control+Enter");
  await expect(panel.getByText("Ann Bell wants 77 euros back by Friday.").first()).toBeVisible();

  await page.goto(first.batch);
  await page.getByRole("button", { name: "Compare with…" }).click();
  await page.getByRole("menuitem").first().click();
  await page.waitForURL(/\/compare\/\d+$/);
  await expect(page.getByRole("heading", { name: "Compare two batches" })).toBeVisible();
  const pairs = page.getByRole("list", { name: "Emails of both batches" }).getByRole("article");
  await expect(pairs).toHaveCount(EMAILS.length);
  const parcel = pairs.filter({ hasText: "Damaged parcel" });
  await expect(parcel.locator("mark").filter({ hasText: "77" })).toBeVisible();
  await parcel.getByRole("button", { name: "Show the email" }).click();
  await expect(parcel.getByRole("region", { name: "Email" }).getByText(/order 4711/)).toBeVisible();
  await expect(page.getByRole("row", { name: /Details not in the email/ })).toContainText("checked");
  await expectAccessible(page);

  await page.getByText("Only where they differ", { exact: true }).click();
  await expect(page).toHaveURL(/different=true/);
  await expect(parcel).toBeVisible();

  const inUse = page.getByRole("row", { name: /In use for/ }).getByRole("cell");
  await expect(inUse).toHaveText(["0 emails", "3 emails"]);
  await parcel.getByRole("button", { name: /Use this one/ }).click();
  await expect(inUse).toHaveText(["1 email", "2 emails"]);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(inUse).toHaveText(["0 emails", "3 emails"]);

  // What was corrected in the other batch stays.
  await page
    .getByRole("button", { name: /^Use “.*” for all$/ })
    .first()
    .click();
  await expect(inUse).toHaveText(["2 emails", "1 email"]);
  await expect(page.getByText(/1 email kept what a person stood by/)).toBeVisible();
  await page.getByRole("button", { name: "Undo for all" }).click();
  await expect(inUse).toHaveText(["0 emails", "3 emails"]);
  await expect(page.getByText(/^Taken back/)).toBeVisible();
});
