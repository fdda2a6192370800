import { expect, expectAccessible, expectStatus } from "#tests/support/browser";
import { draftForOpenAi, submit, test } from "#tests/support/openai";

test("a provider makes the vectors: chosen in Settings, shown with its batch, asked by the search box", async ({
  page,
  vendor,
}) => {
  await page.goto("/settings#meaning");
  const section = page.getByRole("region", { name: "Search by meaning" });
  await section.getByRole("button", { name: /Vectors are made$/ }).click();
  await page.getByRole("option", { name: "By OpenAI" }).click();
  await expect(section.getByRole("button", { name: /Model for vectors$/ })).toContainText("text-embedding-3-small");
  await section.getByRole("button", { name: "Use this model" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("What you type into the search box is sent there too.");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Use OpenAI" }).click();
  await expect(dialog).toBeHidden();
  await expect(section.getByRole("button", { name: "Use this model" })).toBeDisabled();

  await draftForOpenAi(page, "vectors.json", [
    { subject: "The dog in the office" },
    { subject: "Refund of the invoice" },
  ]);
  await submit(page);
  await expectStatus(page, "Done");
  const vectors = page.getByRole("region", { name: "Search vectors" });
  await expect(vectors).toContainText(/Done: 2 made.*text-embedding-3-small at OpenAI, (US)?\$0\.0+\d* so far/);
  await expectAccessible(page);

  await page.getByRole("link", { name: "See summaries" }).click();
  await expect(page.getByText(/What you search for is sent to OpenAI \(127\.0\.0\.1/)).toBeVisible();
  const search = page.getByRole("searchbox", { name: "Search summaries" });
  const near = page.getByRole("grid", { name: "Related by meaning" });
  await search.fill("pets at the workplace");
  await expect(near.getByRole("link")).toHaveCount(1);
  await expectAccessible(page);
  vendor.fault({ method: "POST", path: /embeddings/, kind: "reset-before", times: Number.POSITIVE_INFINITY });
  await search.fill("money back");
  await expect(page.getByText(/OpenAI did not answer within a second; so far only words were searched/)).toBeVisible();
  vendor.heal();
  await expect(near.getByRole("link")).toHaveCount(1);

  await page.goto("/settings#meaning");
  await section.getByRole("button", { name: /Vectors are made$/ }).click();
  await page.getByRole("option", { name: "On this computer" }).click();
  await section.getByRole("button", { name: "Use this model" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Use this computer" }).click();
  await page.goto("/summaries");
  await expect(page.getByText("What you search for is sent to")).toBeHidden();
  await search.fill("pets at the workplace");
  await expect(near.getByRole("link", { name: "The dog in the office" })).toBeVisible({ timeout: 60_000 });
});
