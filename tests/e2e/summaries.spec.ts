import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import type { Page } from "playwright/test";
import { download, expect, expectAccessible, jsonFile, makeFile, summarise, test } from "#tests/support/browser";

const EMAILS = [
  {
    from: "Zoë Müller <zoe@example.com>",
    date: "2026-01-05T09:00:00Z",
    subject: "Vertrag für Köln",
    body: "Bitte schicken Sie den unterschriebenen Vertrag bis Freitag an die Geschäftsführung zurück.",
  },
  {
    from: "山田太郎 <yamada@example.com>",
    date: "2026-02-10T09:00:00Z",
    subject: "会議の議事録",
    body: "来週の会議は火曜日の午後三時に変更されました。議事録を確認してください。",
  },
  {
    from: "Ann Bell <ann@example.com>",
    date: "2026-03-15T09:00:00Z",
    subject: "=SUM(A1:A9)",
    body: "Please approve the invoice of 4,200 euros for the Leeds office by Thursday.",
  },
  {
    from: "Carl Diaz <carl@example.com>",
    date: "2026-04-20T09:00:00Z",
    subject: "Café opening",
    body: "The café on the ground floor opens on Monday. Please invite the whole Leeds team.",
  },
  { from: "Eve Fox <eve@example.com>", subject: "Undated", body: "Please call me about the audit next week." },
];

let address = "";
let own = "";

test.beforeAll(async ({ browser, app }) => {
  const page = await browser.newPage({ baseURL: app.url, locale: "en-GB", timezoneId: "UTC" });
  const done = await summarise(
    page,
    [makeFile("letters.json", JSON.stringify(EMAILS.map((one) => ({ to: "boss@example.com", ...one }))))],
    5,
  );
  await summarise(page, [jsonFile("others.json", [{ subject: "Leeds elsewhere" }])], 1);
  address = `/summaries?batch=${done.batchId}`;
  own = done.batch;
  await page.close();
});

test("search finds words, names, Japanese and accents, and stands in the address", async ({ page }) => {
  await page.goto(address);
  await expectSubjects(
    page,
    EMAILS.map(({ subject }) => subject),
  );
  const search = page.getByRole("searchbox", { name: "Search summaries" });
  for (const [words, subjects] of [
    ["leeds", ["=SUM(A1:A9)", "Café opening"]],
    ["muller", ["Vertrag für Köln"]],
    ["KÖLN", ["Vertrag für Köln"]],
    ["cafe", ["Café opening"]],
    ["会議", ["会議の議事録"]],
    ["火曜日", ["会議の議事録"]],
    ["unterschrieb", ["Vertrag für Köln"]],
    ["leeds approve", ["=SUM(A1:A9)"]],
    ['"ground floor', ["Café opening"]],
  ] as const) {
    await search.fill(words);
    await expectSubjects(page, [...subjects]);
  }
  await expect(page).toHaveURL(/q=/);
  await page.reload();
  await expect(search).toHaveValue('"ground floor');
  await expectSubjects(page, ["Café opening"]);
  await search.fill("zebra crossing");
  await expect(page.getByText("No summary matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear search and filters" }).click();
  await expect(page.getByRole("grid", { name: "Summaries" })).toBeVisible();
});

test("filters narrow the list, show what they are, and can be shared as a link", async ({ page }) => {
  await page.goto(address);
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("textbox", { name: "Sender" }).fill("ann@");
  await expectSubjects(page, ["=SUM(A1:A9)"]);
  await page.getByRole("button", { name: "Remove the filter Sender: ann@" }).click();
  await page.getByLabel("From", { exact: true }).fill("2026-02-01");
  await page.getByLabel("To", { exact: true }).fill("2026-03-15");
  await expectSubjects(page, ["会議の議事録", "=SUM(A1:A9)"]);
  await expect(page).toHaveURL(/from=2026-02-01/);
  await page.reload();
  await expectSubjects(page, ["会議の議事録", "=SUM(A1:A9)"]);
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("button", { name: /Status/ }).click();
  await page.getByRole("option", { name: "Failed" }).click();
  await expect(page.getByText("No summary matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(page).toHaveURL(/\/summaries$/);
});

test("the list is sorted by date, sender and subject", async ({ page }) => {
  await page.goto(address);
  for (const [option, subjects] of [
    ["Date, oldest", ["Undated", "Vertrag für Köln", "会議の議事録", "=SUM(A1:A9)", "Café opening"]],
    ["Date, newest", ["Café opening", "=SUM(A1:A9)", "会議の議事録", "Vertrag für Köln", "Undated"]],
    ["Sender", ["=SUM(A1:A9)", "Café opening", "Undated", "Vertrag für Köln", "会議の議事録"]],
  ] as const) {
    await page.getByRole("button", { name: /Sort by/ }).click();
    await page.getByRole("option", { name: option, exact: true }).click();
    await expectSubjects(page, [...subjects], true);
  }
  await page.getByRole("columnheader", { name: "Date" }).getByRole("button").click();
  await expect(page.getByRole("columnheader", { name: "Date" })).toHaveAttribute("aria-sort", "descending");
  await expect(page).toHaveURL(/sort=date-desc/);
});

test("summaries are read beside their emails by keyboard alone", async ({ page }) => {
  await page.goto(`${address}&sort=date-desc`);
  const links = page.getByRole("grid", { name: "Summaries" }).getByRole("link");
  await links.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("complementary", { name: "Open summary" });
  await expect(panel.getByRole("heading", { name: "=SUM(A1:A9)" })).toBeVisible();
  await expect(panel.getByRole("region", { name: "Email", exact: true })).toContainText("approve the invoice");
  await expect(page).toHaveURL(/open=\d+/);
  for (const [key, subject] of [
    ["j", "会議の議事録"],
    ["ArrowDown", "Vertrag für Köln"],
    ["k", "会議の議事録"],
    ["ArrowUp", "=SUM(A1:A9)"],
    ["ArrowUp", "Café opening"],
    ["k", "Café opening"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(panel.getByRole("heading", { name: subject })).toBeVisible();
  }
  await page.keyboard.press("j");
  await expect(panel.getByRole("heading", { name: "=SUM(A1:A9)" })).toBeVisible();
  await page.reload();
  await expect(panel.getByRole("heading", { name: "=SUM(A1:A9)" })).toBeVisible();
  // The page is drawn before it listens: the key is pressed until it does.
  await expect(async () => {
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden({ timeout: 500 });
  }).toPass();
  await expect(page).not.toHaveURL(/open=/);
});

test("Back closes an open summary and leaves the list as it was", async ({ page }) => {
  await page.goto(`${address}&q=leeds`);
  await expectSubjects(page, ["=SUM(A1:A9)", "Café opening"]);
  await page.getByRole("link", { name: "Café opening" }).click();
  const panel = page.getByRole("complementary", { name: "Open summary" });
  await expect(panel).toBeVisible();
  await expect(panel.locator("mark").first()).toHaveText("Leeds");
  await page.goBack();
  await expect(panel).toBeHidden();
  await expectSubjects(page, ["=SUM(A1:A9)", "Café opening"]);
  await page.goForward();
  await expect(panel.getByRole("heading", { name: "Café opening" })).toBeVisible();
  await panel.getByRole("link", { name: "letters.json" }).first().click();
  await expect(page).toHaveURL(new RegExp(`${own}$`));
  await page.goBack();
  await expect(panel.getByRole("heading", { name: "Café opening" })).toBeVisible();
});

test("every export holds exactly what is filtered", async ({ page }) => {
  await page.goto(`${address}&q=leeds&sort=date-asc`);
  await expectSubjects(page, ["=SUM(A1:A9)", "Café opening"]);
  const csv = await exportAs(page, "CSV");
  expect(csv.subarray(0, 3).toString("hex")).toBe("efbbbf");
  expect(csv.toString("utf8").split("\r\n")).toHaveLength(4);
  const rows = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
  expect(rows.map(({ Subject }) => Subject)).toEqual(["'=SUM(A1:A9)", "Café opening"]);
  expect(rows[0]).toMatchObject({
    From: "Ann Bell <ann@example.com>",
    To: "boss@example.com",
    Date: "2026-03-15T09:00:00Z",
    Status: "Summarised",
    Dataset: "letters.json",
  });

  const json = JSON.parse((await exportAs(page, "JSON")).toString("utf8")) as Record<string, string>[];
  expect(json.map(({ subject }) => subject)).toEqual(["=SUM(A1:A9)", "Café opening"]);
  const jsonl = (await exportAs(page, "JSONL")).toString("utf8").trimEnd().split("\n");
  expect(jsonl.map((line) => JSON.parse(line))).toEqual(json);

  const sheet = (await readXlsx(await exportAs(page, "Excel"))).sheets[0];
  const head = ["From", "To", "Date", "Subject", "Summary", "Status", "Dataset", "Batch", "Model"];
  expect(sheet?.rows[0]?.slice(0, head.length)).toEqual(head);
  expect(sheet?.rows.slice(1).map((row) => [row[2], row[3], row[4]])).toEqual(
    json.map((row) => [new Date(row.date ?? ""), row.subject, row.summary]),
  );
});

test("Home shows the newest summaries and searches them", async ({ page }) => {
  await page.goto("/");
  const section = page.getByRole("region", { name: "Newest summaries" });
  await section.getByRole("searchbox", { name: "Search summaries" }).fill("火曜日");
  await expect(section.getByRole("grid", { name: "Summaries" }).getByRole("link")).toHaveText(["会議の議事録"]);
  await section.getByRole("link", { name: "See all" }).click();
  await expect(page).toHaveURL(/\/summaries\?q=/);
  await expectSubjects(page, ["会議の議事録"]);
});

async function expectSubjects(page: Page, subjects: string[], inOrder = false): Promise<void> {
  const links = page.getByRole("grid", { name: "Summaries" }).getByRole("link");
  const shown = async () => (inOrder ? await links.allTextContents() : (await links.allTextContents()).sort());
  await expect.poll(shown).toEqual(inOrder ? subjects : [...subjects].sort());
}

async function exportAs(page: Page, format: string): Promise<Buffer> {
  await page.getByRole("button", { name: "Export" }).click();
  return download(page, () => page.getByRole("menuitem", { name: format, exact: true }).click());
}

test("a search is kept by a name, opened, renamed, removed and brought back", async ({ page }) => {
  await page.goto(`${address}&domain=example.com&q=leeds`);
  await expectSubjects(page, ["=SUM(A1:A9)", "Café opening"]);
  await page.getByRole("button", { name: "Saved" }).click();
  await page.getByRole("menuitem", { name: "Save this search" }).click();
  const ask = page.getByRole("dialog", { name: "Save this search" });
  await ask.getByRole("textbox", { name: "Name" }).fill("Leeds office");
  await ask.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("“Leeds office” is saved")).toBeVisible();

  await page.goto("/summaries?problems=true");
  await expect(page.getByRole("list", { name: "Filters in use" })).toContainText("Has problems");
  await page.getByRole("button", { name: "Saved" }).click();
  await page.getByRole("menuitem", { name: "Leeds office" }).click();
  await expect(page).toHaveURL(/q=leeds/);
  await expectSubjects(page, ["=SUM(A1:A9)", "Café opening"]);

  await page.getByRole("button", { name: "Saved" }).click();
  await page.getByRole("menuitem", { name: "Rename or remove" }).click();
  const list = page.getByRole("dialog", { name: "Saved searches" });
  await expect(list.getByText("Leeds office")).toBeVisible();
  await expectAccessible(page);
  await list.getByRole("button", { name: "More for Leeds office" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  const rename = page.getByRole("dialog", { name: "Rename this search" });
  await rename.getByRole("textbox", { name: "Name" }).fill("Leeds");
  await rename.getByRole("button", { name: "Rename" }).click();
  await list.getByRole("button", { name: "More for Leeds", exact: true }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(list.getByText("No saved searches")).toBeVisible();
  await list.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.getByRole("button", { name: "Saved" }).click();
  await expect(page.getByRole("menuitem", { name: /^Leeds/ })).toBeVisible();
});
