import {
  chooseFiles,
  dropFiles,
  expect,
  expectStatus,
  jsonFile,
  plainEmails,
  submitBatch,
  summarise,
  test,
} from "#tests/support/browser";

test("a double click makes one batch", async ({ page }) => {
  const dataset = await dropFiles(page, [jsonFile("double.json", plainEmails(3))], 3);
  await page.getByRole("tab", { name: "Submit" }).click();
  await page.getByRole("button", { name: "Submit batch" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Submit", exact: true }).dblclick({ noWaitAfter: true });
  await page.waitForURL(/\/batches\/\d+$/);
  await expectStatus(page, "Done");
  expect(await batchesOf(page, dataset)).toHaveLength(1);
});

test("fifty submits at once make one batch", async ({ page }) => {
  const dataset = await dropFiles(page, [jsonFile("fifty.json", plainEmails(3))], 3);
  await page.getByRole("tab", { name: "Submit" }).click();
  await page.getByRole("button", { name: "Submit batch" }).click();
  let sent = 0;
  await page.route("**/*", async (route) => {
    const isSubmit = route.request().headers()["next-action"] !== undefined && sent === 0;
    if (!isSubmit) return route.fallback();
    sent = 50;
    const replies = await Promise.all(Array.from({ length: sent }, () => route.fetch()));
    expect(replies.map((reply) => reply.status())).toEqual(replies.map(() => 200));
    return route.fulfill({ response: replies.at(-1) as (typeof replies)[0] });
  });
  await page.getByRole("dialog").getByRole("button", { name: "Submit", exact: true }).click();
  await page.waitForURL(/\/batches\/\d+$/);
  await expectStatus(page, "Done");
  expect(sent).toBe(50);
  expect(await batchesOf(page, dataset)).toHaveLength(1);
});

test("two tabs that submit at once make one batch", async ({ page, context }) => {
  const dataset = await dropFiles(page, [jsonFile("tabs.json", plainEmails(3))], 3);
  const other = await context.newPage();
  const pages = [page, other];
  await Promise.all(pages.map((one) => one.goto(`${dataset}?step=submit`)));
  for (const one of pages) await one.getByRole("button", { name: "Submit batch" }).click();
  await Promise.all(
    pages.map((one) => one.getByRole("dialog").getByRole("button", { name: "Submit", exact: true }).click()),
  );
  for (const one of pages) {
    const isThere = one.waitForURL(/\/batches\/\d+$/).then(() => "sent");
    const isTold = one
      .getByRole("dialog")
      .getByRole("alert")
      .waitFor()
      .then(() => "told");
    expect(["sent", "told"]).toContain(await Promise.race([isThere, isTold]));
  }
  expect(await batchesOf(page, dataset)).toHaveLength(1);
});

test("what changed in another tab is shown before it is sent", async ({ page, context }) => {
  const dataset = await dropFiles(page, [jsonFile("stale.json", plainEmails(3))], 3);
  await page.getByRole("tab", { name: "Submit" }).click();
  await expect(page.getByText("Mailgist", { exact: true }).last()).toBeVisible();

  const other = await context.newPage();
  await other.goto(`${dataset}?step=choose`);
  await other.getByRole("textbox", { name: "Wording" }).fill("Other words.");
  await expect(other.getByText("Saved", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Submit batch" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Submit", exact: true }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText(/chang/i);
  expect(await batchesOf(page, dataset)).toHaveLength(0);
  await page.getByRole("dialog").getByRole("button", { name: "Submit", exact: true }).click();
  await page.waitForURL(/\/batches\/\d+$/);
  expect(await batchesOf(page, dataset)).toHaveLength(1);
});

test("a batch goes on when the page is closed right after Submit", async ({ page, context }) => {
  const dataset = await dropFiles(page, [jsonFile("closed.json", plainEmails(20))], 20);
  const other = await context.newPage();
  await other.goto(`${dataset}?step=submit`);
  await other.getByRole("button", { name: "Submit batch" }).click();
  const answered = other.waitForResponse((response) => response.request().method() === "POST");
  await other.getByRole("dialog").getByRole("button", { name: "Submit", exact: true }).click();
  await answered;
  await other.close();
  await page.goto("/batches");
  const card = page.getByRole("article").filter({ hasText: "closed.json" });
  await expect(card.getByText("20 emails = 20 summarised + 0 failed + 0 not run")).toBeVisible({ timeout: 60_000 });
  await expect(card.getByText("Done", { exact: true })).toBeVisible();
});

test("a batch's page says where it stands, what it is made of, and what the provider said", async ({ page }) => {
  await dropFiles(page, [jsonFile("page.json", plainEmails(4))], 4);
  await page.getByRole("checkbox", { name: "Summarise “Subject 3”" }).click();
  await expect(page.getByText("3 emails will be summarised, leaving out 1.")).toBeVisible();
  await submitBatch(page);
  await expectStatus(page, "Done");
  const ledger = page.getByRole("region", { name: "Every email accounted for" });
  await expect(ledger).toHaveText(/^Every email accounted for3emails=3summarised\+0failed\+0not run$/);
  await page.getByRole("button", { name: "Details" }).click();
  await expect(page.getByText(/^batch_\w+$/)).toBeVisible();
  await expect(page.getByText(/^file-\w+$/).first()).toBeVisible();
  await expect(page.getByText("3 completed, 0 failed, of 3")).toBeVisible();
  const timeline = page.getByRole("list", { name: "Timeline" });
  for (const word of [
    "Handed over by Mailgist",
    "created",
    "in progress",
    "finalizing",
    "completed",
    "Everything collected",
  ]) {
    await expect(timeline.getByRole("listitem").filter({ hasText: word })).toHaveText(/\d{2}:\d{2}/);
  }
  await ledger.getByRole("link", { name: "summarised" }).click();
  await expect(page).toHaveURL(/\/summaries\?batch=\d+&outcome=summarised/);
  await expect(page.getByText("3 emails", { exact: true })).toBeVisible();
});

test("an email added later is not in a batch that was sent before", async ({ page }) => {
  const { dataset, batch } = await summarise(page, [jsonFile("later.json", plainEmails(2))], 2);
  await page.goto(dataset);
  await chooseFiles(page, [jsonFile("more.json", plainEmails(3))], "Add files");
  await expect(page.getByText("5 emails", { exact: true }).first()).toBeVisible();
  await page.goto(batch);
  await expect(page.getByRole("region", { name: "Every email accounted for" })).toContainText("2emails");
});

test("a batch can be renamed, removed, and put back by Undo", async ({ page }) => {
  const { batch, batchId } = await summarise(page, [jsonFile("undo.json", plainEmails(2))], 2);
  await page.getByRole("button", { name: /^More for/ }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("For the board");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "For the board" })).toBeVisible();

  await page.getByRole("button", { name: "More for For the board" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.waitForURL(/\/batches$/);
  await expect(page.getByRole("article").filter({ hasText: "For the board" })).toBeHidden();
  expect(await summariesOf(page, batchId)).toBe(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("article").filter({ hasText: "For the board" })).toBeVisible();
  expect(await summariesOf(page, batchId)).toBe(2);

  await page.getByRole("button", { name: "More for For the board" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.getByRole("button", { name: /^Bin: / }).click();
  await page.getByRole("button", { name: "Put back For the board" }).click();
  await expect(page.getByRole("article").filter({ hasText: "For the board" })).toBeVisible();
  await page.goto(batch);
  await expectStatus(page, "Done");
});

test("a dataset can be renamed, removed, put back, and deleted for good with the bin", async ({ page }) => {
  const { dataset, batch } = await summarise(page, [jsonFile("bin.json", plainEmails(2))], 2);
  await page.goto(dataset);
  await page.getByRole("button", { name: "More for bin.json" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Old letters");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Old letters" })).toBeVisible();

  await page.getByRole("button", { name: "More for Old letters" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  await page.getByRole("button", { name: "Undo" }).click();
  const datasets = page.getByRole("region", { name: "Datasets" });
  await expect(datasets.getByRole("link", { name: "Old letters" })).toBeVisible();

  await page.getByRole("button", { name: "More for Old letters" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(datasets.getByRole("link", { name: "Old letters" })).toBeHidden();
  await page.goto(dataset);
  await expect(page.getByText("This dataset is in the bin")).toBeVisible();

  await page.goto("/");
  await page.getByRole("button", { name: /^Bin: \d+ dataset/ }).click();
  await page.getByRole("button", { name: "Empty bin" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("button", { name: /^Bin: / })).toBeHidden();
  await expect.poll(async () => (await page.request.get(`/api${dataset}`)).status()).toBe(404);
  await expect.poll(async () => (await page.request.get(`/api${batch}`)).status()).toBe(404);
});

async function batchesOf(page: import("playwright/test").Page, dataset: string): Promise<unknown[]> {
  const id = Number(dataset.split("/").at(-1));
  const all = (await (await page.request.get("/api/batches")).json()) as { datasetId: number }[];
  return all.filter((batch) => batch.datasetId === id);
}

async function summariesOf(page: import("playwright/test").Page, batch: number): Promise<number> {
  const reply = (await (await page.request.get(`/api/summaries?batch=${batch}`)).json()) as { total: number };
  return reply.total;
}
