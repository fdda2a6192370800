import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { dropSamples, expect, test } from "#tests/support/browser";

const samples = JSON.parse(readFileSync("public/samples/executive-emails.json", "utf8")) as { subject: string }[];

test.use({ contextOptions: { reducedMotion: "no-preference" } });

test("from sample emails to an exported CSV", async ({ page }) => {
  await dropSamples(page);
  await expect(page.getByText(`${samples.length} emails`).first()).toBeVisible();

  await page.getByRole("tab", { name: "Choose" }).click();
  await expect(page.getByText("Preview").first()).toBeVisible();
  const jsonl = await downloadText(page, () => page.getByRole("link", { name: "Download JSONL" }).click());
  const lines = jsonl
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { custom_id: string; method: string; url: string });
  expect(lines).toHaveLength(samples.length);
  expect(new Set(lines.map((line) => line.custom_id)).size).toBe(samples.length);
  expect(lines[0]).toMatchObject({ method: "POST", url: "/v1/chat/completions" });

  await page.getByRole("tab", { name: "Submit" }).click();
  await page.getByRole("button", { name: "Submit batch" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Submit", exact: true }).click();
  await page.waitForURL(/\/batches\/\d+$/);
  await expect(page.getByRole("status")).toHaveText(/^Done$/);

  const uploaded = await page.request.get(`/api${new URL(page.url()).pathname}/jsonl?part=1`);
  expect(sha256(await uploaded.text())).toBe(sha256(jsonl));

  await page.getByRole("link", { name: "See summaries" }).click();
  await expect(page.getByRole("searchbox", { name: "Search summaries" })).toBeVisible();
  await page.getByRole("button", { name: "Export" }).click();
  const csv = await downloadText(page, () => page.getByRole("menuitem", { name: "CSV" }).click());
  expect(csv.startsWith("\uFEFFFrom,To,Date,Subject,Summary,Status,Dataset,Batch,Model,")).toBe(true);
  const rows = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
  expect(rows).toHaveLength(samples.length);
  expect(rows.every((row) => row.Status === "Summarised" && row.Summary)).toBe(true);
  expect(rows.map((row) => row.Subject).sort()).toEqual(samples.map((sample) => sample.subject).sort());
});

async function downloadText(page: import("playwright/test").Page, act: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return readFileSync(await download.path(), "utf8");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
