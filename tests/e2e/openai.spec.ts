import { download, expect, expectAccessible, expectStatus } from "#tests/support/browser";
import { draftForOpenAi, KEY, submit, test, wrong } from "#tests/support/openai";

test("emails go to OpenAI only after a dialog that says where and for how much", async ({ page, vendor }) => {
  await draftForOpenAi(page, "paid.json", 4);
  const created = () => vendor.ledger.filter(({ created }) => created !== null).length;
  const before = created();
  await page.getByRole("button", { name: "Submit batch" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(/Send 4 emails to OpenAI, (about|less than) (US)?\$\d+\.\d+/);
  expect(created()).toBe(before);
  await dialog.getByRole("button", { name: "Submit", exact: true }).click();
  await page.waitForURL(/\/batches\/\d+$/);
  await expectStatus(page, "Done");
  expect(created()).toBe(before + 2);
  await expect(page.getByRole("region", { name: "Every email accounted for" })).toHaveText(
    /4emails=4summarised\+0failed\+0not run$/,
  );
  await page.getByRole("button", { name: "Details" }).click();
  await expect(page.getByText(/expected, (US)?\$[\d.]+ used/)).toBeVisible();
  await page.getByRole("link", { name: "See summaries" }).click();
  await expect(page.getByRole("grid", { name: "Summaries" }).getByRole("link")).toHaveCount(4);
  await expect(page.getByRole("grid", { name: "Summaries" }).getByText("OpenAI").first()).toBeVisible();
});

test("the vendor gets the very bytes that were shown before", async ({ page, vendor }) => {
  await draftForOpenAi(page, "bytes.json", 3);
  await page.getByRole("tab", { name: "Choose" }).click();
  const bytes = await download(page, () => page.getByRole("link", { name: "Download JSONL" }).click());
  await page.getByRole("tab", { name: "Submit" }).click();
  vendor.autoDrive(false);
  await submit(page);
  await expectStatus(page, "Checking");
  await page.getByRole("button", { name: "Details" }).click();
  const file = await page
    .getByText(/^file-\w+$/)
    .first()
    .textContent();
  const kept = await fetch(`${vendor.url}/files/${file}/content`, { headers: { authorization: `Bearer ${KEY}` } });
  expect(Buffer.from(await kept.arrayBuffer()).equals(bytes)).toBe(true);
  vendor.autoDrive(true);
  await expectStatus(page, "Done");
});

test("emails the provider fails are counted, explained, and tried again alone", async ({ page }) => {
  wrong.set("fragile", { error: "The model is overloaded", code: "overloaded" });
  await draftForOpenAi(page, "some.json", ["sturdy", "fragile", "fragile", "fragile", "fragile"]);
  await submit(page);
  await expectStatus(page, "Done with 4 problems");
  await expect(page.getByRole("region", { name: "Every email accounted for" })).toHaveText(
    /5emails=1summarised\+4failed\+0not run$/,
  );
  const problems = page.getByRole("region", { name: "4 emails without a summary" });
  await expect(problems).toContainText("The provider had trouble of its own");
  await expect(problems.getByRole("list", { name: "In the provider's words" })).toHaveText("The model is overloaded");
  await problems.getByRole("link", { name: "See these 4" }).click();
  await expect(page.getByText("4 emails", { exact: true })).toBeVisible();
  await page.goBack();

  wrong.clear();
  await page.getByRole("button", { name: "Try these 4 again" }).click();
  await expect(page.getByRole("dialog")).toContainText("Send 4 emails to OpenAI again?");
  await page.getByRole("dialog").getByRole("button", { name: "Send 4 again" }).click();
  await expectStatus(page, "Done");
  await expect(page.getByRole("region", { name: "Every email accounted for" })).toHaveText(
    /5emails=5summarised\+0failed\+0not run$/,
  );
  await page.getByRole("button", { name: "Details" }).click();
  await expect(page.getByText("Part 2 of 2")).toBeVisible();
});

test("a provider that cannot be reached is named with the time, and the batch goes on when it is back", async ({
  page,
  vendor,
}) => {
  vendor.autoDrive(false);
  await draftForOpenAi(page, "offline.json", 3);
  await submit(page);
  await expectStatus(page, /^(Checking|Working)/);
  vendor.fault({ kind: "reset-before", times: Number.POSITIVE_INFINITY });
  await expectStatus(page, /^Cannot reach OpenAI since \d{2}:\d{2}$/);
  await expect(page.getByText(/^Cannot reach OpenAI since \d{2}:\d{2}\.$/)).toBeVisible();
  await expect(page.getByText("nothing is lost", { exact: false })).toBeVisible();
  vendor.heal();
  vendor.autoDrive(true);
  await expectStatus(page, "Done");
  await expect(page.getByText(/^Cannot reach OpenAI since/)).toBeHidden();
});

test("a batch can be stopped, and what was not answered is counted as not run", async ({ page, vendor }) => {
  vendor.autoDrive(false);
  await draftForOpenAi(page, "stop.json", 3);
  await submit(page);
  await page.getByRole("button", { name: "Cancel batch" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("None of the 3 is answered yet.");
  await expect(dialog).toContainText(
    /may still be answered and paid while OpenAI stops|were not sent yet and cost nothing/,
  );
  await dialog.getByRole("button", { name: "Stop the batch" }).click();
  await expectStatus(page, /^(Stopping|Stopped)$/);
  // It goes on only once it has heard of it, or never will: otherwise it may answer all before.
  const isCancelled = () => vendor.ledger.some(({ method, path }) => method === "POST" && path.endsWith("/cancel"));
  const isStopped = async () => (await page.getByRole("status").textContent()) === "Stopped";
  await expect.poll(async () => isCancelled() || (await isStopped())).toBe(true);
  vendor.autoDrive(true);
  await expectStatus(page, "Stopped");
  await expect(page.getByRole("region", { name: "Every email accounted for" })).toHaveText(
    /3emails=0summarised\+0failed\+3not run$/,
  );
  await expect(page.getByRole("button", { name: "Send the other 3" })).toBeVisible();
});

test("a refusal of the whole file says why, and no email is lost", async ({ page, vendor }) => {
  const body = JSON.stringify({
    error: {
      message: "You exceeded your current quota.",
      type: "insufficient_quota",
      param: null,
      code: "insufficient_quota",
    },
  });
  await draftForOpenAi(page, "refused.json", 2);
  vendor.fault({ kind: "status", status: 400, method: "POST", path: /\/batches$/, times: 1, body });
  await submit(page);
  await expectStatus(page, /^Could not start: .*quota/);
  await page.getByRole("button", { name: "Try these 2 again" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send 2 again" }).click();
  await expectStatus(page, "Done");
});

test("the account's batches are listed, ours with a link", async ({ page, vendor }) => {
  await draftForOpenAi(page, "ours.json", 1);
  await submit(page);
  await expectStatus(page, "Done");
  const address = new URL(page.url()).pathname;
  const headers = { authorization: `Bearer ${KEY}` };
  const form = new FormData();
  form.set("purpose", "batch");
  const line = {
    custom_id: "x",
    method: "POST",
    url: "/v1/chat/completions",
    body: { model: "gpt-4o-mini", messages: [{ role: "user", content: "Hi" }] },
  };
  form.set("file", new Blob([`${JSON.stringify(line)}\n`]), "other.jsonl");
  const file = (await (await fetch(`${vendor.url}/files`, { method: "POST", headers, body: form })).json()) as {
    id: string;
  };
  const other = (await (
    await fetch(`${vendor.url}/batches`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ input_file_id: file.id, endpoint: "/v1/chat/completions", completion_window: "24h" }),
    })
  ).json()) as { id: string };

  await page.goto("/settings");
  await page.getByRole("button", { name: "Ask OpenAI" }).click();
  const table = page.getByRole("region", { name: "Batches on the account" });
  await expect(table.locator(`a[href="${address}"]`)).toBeVisible();
  await expect(table.getByRole("row").filter({ hasText: other.id })).toContainText("Not from this Mailgist");

  const key = page.getByText("••••WXYZ");
  await expect(key).toBeVisible();
  await expect(page.getByText("from the environment")).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove key" })).toBeHidden();
  await expect(page.getByLabel("OpenAI API key")).toBeHidden();
  await page.getByRole("button", { name: "Test connection to OpenAI" }).click();
  await expect(page.getByText(/^OpenAI answered\. It takes batches, and offers/)).toBeVisible();
  vendor.fault({ kind: "status", status: 401, times: 1 });
  await page.getByRole("button", { name: "Test connection to OpenAI" }).click();
  await expect(page.getByText(/OpenAI.*key/i).last()).toBeVisible();
});

test("a key that is not accepted any more is said on every page, and the batch goes on with one that is", async ({
  page,
  vendor,
}) => {
  vendor.autoDrive(false);
  await draftForOpenAi(page, "refused.json", 2);
  await submit(page);
  await expectStatus(page, /^Checking|^Working/);
  const body = JSON.stringify({ error: { message: "Incorrect API key provided", code: "invalid_api_key" } });
  const always = { times: Number.POSITIVE_INFINITY, headers: { "x-should-retry": "false" } };
  vendor.fault({ method: "GET", path: /batches/, kind: "status", status: 401, body, ...always });
  await expectStatus(page, /^OpenAI does not accept the key since \d\d:\d\d$/);
  const banner = page.getByText(/OpenAI does not accept the key since \d\d:\d\d\. Batches there wait until it does/);
  await expect(banner).toBeVisible();
  await expectAccessible(page);
  await banner.getByRole("link", { name: "Settings" }).click();
  await page.waitForURL(/\/settings/);
  await page.goBack();
  vendor.heal();
  vendor.autoDrive(true);
  await expectStatus(page, "Done");
  await expect(banner).toBeHidden();
});

test("a line that belongs to no email is said beside the numbers, and shown", async ({ page, vendor }) => {
  const stranger = `${JSON.stringify({ custom_id: "email-999-999", response: null, error: null })}\n`;
  const longer = (text: string) =>
    JSON.stringify({ ...JSON.parse(text), bytes: JSON.parse(text).bytes + stranger.length });
  vendor.fault({ method: "GET", path: /\/files\/[^/]+$/, kind: "body", body: longer });
  vendor.fault({ method: "GET", path: /\/content$/, kind: "body", body: (text) => text + stranger });
  await draftForOpenAi(page, "stranger.json", 2);
  await submit(page);
  await expectStatus(page, "Done");
  await expect(page.getByText("1 line of the answers belonged to no email and stayed out.")).toBeVisible();
  await page.getByRole("button", { name: "See details" }).click();
  await expect(page.getByText(/email-999-999/)).toBeVisible();
  await expectAccessible(page);
});
