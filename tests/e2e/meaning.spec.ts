import type { Page } from "playwright/test";
import { download, expect, expectAccessible, jsonFile, summarise, test } from "#tests/support/browser";
import { TUNED_ON } from "#tests/support/search-set";

const EMAILS = TUNED_ON.summaries.slice(0, 40).map(({ key, text }) => ({ subject: key, body: text }));
const related = { name: "Related by meaning" };

test("one box finds by word, by typing mistake and by meaning, says why, and leads on to what is alike", async ({
  page,
}) => {
  const { batchId } = await summarise(page, [jsonFile("office.json", EMAILS)], EMAILS.length);
  await page.goto(`/summaries?batch=${batchId}`);
  const search = page.getByRole("searchbox", { name: "Search summaries" });
  const exact = page.getByRole("grid", { name: "Summaries" });
  const near = page.getByRole("grid", related);

  await search.fill("spaniel");
  await expect(exact.getByRole("link")).toHaveText(["dog-office"]);
  await expect(exact.getByText("In the summary")).toBeVisible();

  await search.fill("spanile");
  await expect(exact.getByRole("link")).toHaveText(["dog-office"]);
  await expect(exact.getByText("“spanile” read as “spaniel”")).toBeVisible();
  await expect(exact.locator("mark").first()).toHaveText("spaniel");

  await search.fill("pets at the workplace");
  await expect(page.getByText("No summary matches all of these words")).toBeVisible();
  await expect(near.getByRole("link", { name: "dog-office" })).toBeVisible();
  await expect(near.getByText(/in meaning, \d+\s?%/).first()).toBeVisible();
  await expect(page.getByText(/Preparing search by meaning/)).toBeHidden({ timeout: 60_000 });
  await expectAccessible(page);
  expect(await exportedSubjects(page)).toEqual(await near.getByRole("link").allTextContents());

  await near.getByRole("link", { name: "dog-office" }).click();
  const panel = page.getByRole("complementary", { name: "Open summary" });
  await expect(panel.getByRole("heading", { name: "dog-office" })).toBeVisible();
  await panel.getByRole("button", { name: "More like this" }).click();
  await expect(page).toHaveURL(/like=\d+/);
  await expect(page.getByRole("heading", { name: "More like this" })).toBeVisible();
  await expect(page.getByText("Near in meaning to dog-office")).toBeVisible();
  const alike = page.getByRole("region", { name: "More like this" }).getByRole("link");
  expect(await exportedSubjects(page)).toEqual(await alike.allTextContents());
  await expectAccessible(page);
  await page.goBack();
  await expect(search).toHaveValue("pets at the workplace");

  await search.fill("asdfgh");
  await expect(page.getByText("No summary matches")).toBeVisible();
  await expect(page.getByText("Search by meaning knows English only")).toBeVisible();
  await search.fill("the");
  await expect(page.getByRole("button", { name: "Show all hits" })).toBeVisible();
  await expect(exact.getByRole("link")).toHaveCount(10);
  await page.getByRole("button", { name: "Show all hits" }).click();
  await expect(page.getByRole("button", { name: "Show all hits" })).toBeHidden();
});

/** The subjects of an export of what the page shows, in their order. */
async function exportedSubjects(page: Page): Promise<string[]> {
  await page.getByRole("button", { name: "Export" }).click();
  const file = await download(page, () => page.getByRole("menuitem", { name: "JSONL", exact: true }).click());
  const lines = file.toString().trim().split("\n");
  return lines.map((line) => (JSON.parse(line) as { subject: string }).subject);
}
