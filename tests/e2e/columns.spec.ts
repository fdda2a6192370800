import { dropFiles, expect, expectAccessible, expectEmails, makeFile, test } from "#tests/support/browser";

const NAMES = "Vorgang;Wer;Anliegen;Ort";
const row = (n: number) =>
  `Vorgang ${n};Erika <erika${n}@example.com>;"Guten Tag,\nbitte schicken Sie mir die Rechnung ${n} noch einmal.";Leeds`;
const table = (name: string, first: number) =>
  makeFile(name, `${NAMES}\n${[0, 1, 2].map((n) => row(first + n)).join("\n")}\n`);

test("odd columns are matched once: the emails change in place, and the next file is read that way by itself", async ({
  page,
}) => {
  await dropFiles(page, [table("anfragen.csv", 1)], 3);
  const panel = page.getByRole("region", { name: "Match columns" });
  await expect(panel.getByText("Mailgist is not sure what the columns of “anfragen.csv” hold.")).toBeVisible();
  const sample = panel.getByRole("region", { name: "What an email will look like" });
  await expect(sample.getByText("Vorgang 1", { exact: true })).toBeVisible();
  await expectAccessible(page);

  // By keyboard: another subject, and what the email comes to look like.
  await panel.getByRole("button", { name: /What “Ort” holds/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: "Subject" }).focus();
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("button", { name: /What “Vorgang” holds/ })).toHaveText("Keep as extra");
  await expect(sample.getByText("Leeds", { exact: true })).toBeVisible();
  await panel.getByRole("button", { name: "Read again this way" }).click();
  await expect(page.getByText("Columns matched as chosen: Subject, Body, From")).toBeVisible();
  const grid = page.getByRole("grid", { name: "Emails" });
  await expect(grid.getByText("Leeds")).toHaveCount(3);
  await expectEmails(page, 3);
  await expectAccessible(page);

  await dropFiles(page, [table("mehr.csv", 7)], 3);
  await expect(page.getByText("Columns matched as last time: Subject, Body, From")).toBeVisible();
  await expect(grid.getByText("Leeds")).toHaveCount(3);

  await page.getByRole("button", { name: "Change the columns of “mehr.csv”" }).click();
  await panel.getByRole("button", { name: "Back to the guess" }).click();
  await panel.getByRole("button", { name: "Read again this way" }).click();
  await expect(grid.getByText("Vorgang 8")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(grid.getByText("Leeds")).toHaveCount(3);
});
