import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright/test";
import {
  chooseFiles,
  dropFiles,
  dropPaths,
  expect,
  expectEmails,
  jsonFile,
  makeFile,
  plainEmails,
  test,
} from "#tests/support/browser";

const CHUNK = 16 * 1024 * 1024;
let folder: string;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mailgist-drop-"));
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("files of every kind, chosen at once, become one dataset", async ({ page }) => {
  const files = [
    jsonFile("one.json", plainEmails(2)),
    makeFile("two.jsonl", `${line("a@example.com", "A")}\n${line("b@example.com", "B")}\n`),
    makeFile("three.csv", 'From,To,Subject,Body\nc@example.com,boss@example.com,C,"Two\nlines"\n'),
    makeFile("four.eml", eml(4)),
    makeFile(
      "five.mbox",
      `From x@example.com Mon Jan  5 09:00:00 2026\n${eml(5)}\nFrom y@example.com Mon Jan  5 09:00:00 2026\n${eml(6)}`,
    ),
  ];
  await dropFiles(page, files, 8);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^5 files, \d+ \w+$/);
  await page.getByRole("button", { name: "Show all 5" }).click();
  for (const { name } of files)
    await expect(page.getByRole("listitem").filter({ hasText: name })).toContainText("email");
  const grid = page.getByRole("grid", { name: "Emails" });
  for (const subject of ["Subject 1", "Subject 2", "A", "B", "C", "Letter 4", "Letter 5", "Letter 6"]) {
    await expect(grid.getByText(subject, { exact: true })).toBeVisible();
  }
});

test("one file gives the dataset its name, and its page opens before the file has arrived", async ({ page }) => {
  const upload = await holdUploads(page);
  await page.goto("/");
  await chooseFiles(page, [jsonFile("Board meeting.json", plainEmails(3))]);
  await page.waitForURL(/\/datasets\/\d+/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Board meeting.json");
  await expect(page.getByText("The emails are on their way")).toBeVisible();
  upload.release();
  await expectEmails(page, 3);
});

test("a dropped folder arrives whole, folders in it too", async ({ page }) => {
  const root = join(folder, "Archive");
  for (let n = 0; n < 300; n += 1) {
    const place = join(root, `year ${n % 3}`, `month ${n % 5}`);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `letter ${n}.eml`), eml(n));
  }
  writeFileSync(join(root, ".DS_Store"), "left by the system");
  const creations: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/api/uploads")) creations.push(request.url());
  });
  await page.goto("/");
  await dropPaths(page, [root]);
  await page.waitForURL(/\/datasets\/\d+/);
  await expectEmails(page, 300);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Archive");
  await expect(page.getByText("300 files", { exact: true })).toBeVisible();
  await expect(page.getByText("could not be read")).toBeHidden();
  expect(creations).toHaveLength(1);
});

test("what is dropped on a dataset's page is added to it", async ({ page }) => {
  const address = await dropFiles(page, [jsonFile("first.json", plainEmails(2))], 2);
  const second = join(folder, "second.eml");
  writeFileSync(second, eml(1));
  await dropPaths(page, [second]);
  await expectEmails(page, 3);
  await chooseFiles(page, [jsonFile("third.json", plainEmails(4))], "Add files");
  await expectEmails(page, 7);
  expect(new URL(page.url()).pathname).toBe(address);
  await page.reload();
  await expectEmails(page, 7);
});

test("a drop on another page makes a new dataset and opens it", async ({ page }) => {
  const file = join(folder, "elsewhere.eml");
  writeFileSync(file, eml(1));
  await page.goto("/batches");
  await dropPaths(page, [file]);
  await page.waitForURL(/\/datasets\/\d+/);
  await expectEmails(page, 1);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("elsewhere.eml");
});

test("a large file shows how far it is, can be paused, and goes on", async ({ page }) => {
  const path = writeMbox("paused.mbox", 6 * 1024 * 1024);
  await page.goto("/");
  const free = await slowUploads(page, 1024 * 1024);
  await chooseFiles(page, [path.file]);
  const bar = page.getByRole("progressbar", { name: "Uploading paused.mbox" });
  await expect(bar).toHaveAttribute("aria-valuetext", /^[1-5](\.\d+)? MB of 6\.3 MB$/);
  await page.getByRole("button", { name: "Pause paused.mbox" }).click();
  await expect(page.getByText(/^Paused · .* of 6\.3 MB$/)).toBeVisible();
  await free();
  await page.getByRole("button", { name: "Go on with paused.mbox" }).click();
  await expectEmails(page, path.emails);
});

test("a cancelled upload leaves nothing behind", async ({ page, app }) => {
  const path = writeMbox("cancelled.mbox", 5 * 1024 * 1024);
  const before = storedFiles(app.dataDir);
  await page.goto("/");
  await slowUploads(page, 1024 * 1024);
  await chooseFiles(page, [path.file]);
  await expect(page.getByRole("progressbar", { name: "Uploading cancelled.mbox" })).toHaveAttribute(
    "aria-valuetext",
    /^[1-4](\.\d+)? MB of 5\.2 MB$/,
  );
  await page.getByRole("button", { name: "Cancel cancelled.mbox" }).click();
  await expect(page.getByText("Nothing here yet")).toBeVisible();
  await expect.poll(() => storedFiles(app.dataDir)).toEqual(before);
  await page.reload();
  await expect(page.getByText("Nothing here yet")).toBeVisible();
  await expect(page.getByText("interrupted")).toBeHidden();
});

test("an upload cut off by a reload goes on where it stopped", async ({ page }) => {
  const path = writeMbox("long.mbox", CHUNK + 1024 * 1024);
  const offsets: number[] = [];
  const gate = { isOpen: false };
  await page.route("**/api/uploads/**", async (route) => {
    const offset = Number(route.request().headers()["upload-offset"] ?? 0);
    if (route.request().method() !== "PATCH") return route.continue();
    offsets.push(offset);
    if (offset > 0 && !gate.isOpen) return;
    return route.continue();
  });
  await page.goto("/");
  await chooseFiles(page, [path.file]);
  await page.waitForURL(/\/datasets\/\d+/);
  await expect.poll(() => offsets).toEqual([0, CHUNK]);
  await page.reload();
  await expect(page.getByRole("region", { name: "Interrupted uploads" })).toContainText("long.mbox");
  gate.isOpen = true;
  await dropPaths(page, [path.file]);
  await expectEmails(page, path.emails);
  expect(offsets).toEqual([0, CHUNK, CHUNK]);
  await expect(page.getByRole("region", { name: "Interrupted uploads" })).toBeHidden();
});

function line(from: string, subject: string): string {
  return JSON.stringify({ from, to: "boss@example.com", subject, body: `Body of ${subject}` });
}

function eml(n: number): string {
  return [
    `From: Writer ${n} <writer${n}@example.com>`,
    "To: The Boss <boss@example.com>",
    "Date: Mon, 05 Jan 2026 09:00:00 +0000",
    `Subject: Letter ${n}`,
    `Message-ID: <${n}@example.com>`,
    "",
    `Please answer letter ${n} by Friday.`,
    "",
  ].join("\n");
}

/** Writes a mailbox of exactly so many bytes, all but the last of its emails 64 KiB long. */
function writeMbox(name: string, bytes: number): { file: string; emails: number } {
  const separator = "From x@example.com Mon Jan  5 09:00:00 2026\n";
  const rows: string[] = [];
  let left = bytes;
  for (let n = 0; left > 0; n += 1) {
    const start = `${separator}${eml(n)}`;
    const size = left < 2 * 65_536 ? left : 65_536;
    rows.push(
      `${start}${"Words and words and words again in a line of text.\n".repeat(2000).slice(0, size - start.length - 2)}\n\n`,
    );
    left -= size;
  }
  const file = join(folder, name);
  writeFileSync(file, rows.join(""));
  return { file, emails: rows.length };
}

/** Lets no byte of a file through until released. */
async function holdUploads(page: Page): Promise<{ release: () => void }> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/api/uploads/**", async (route) => {
    await released;
    await route.continue();
  });
  return { release };
}

/** Slows what the page sends to so many bytes a second; answers how to end that. */
async function slowUploads(page: Page, uploadThroughput: number): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  const limits = { offline: false, latency: 0, downloadThroughput: -1 };
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { ...limits, uploadThroughput });
  return async () => {
    await session.send("Network.emulateNetworkConditions", { ...limits, uploadThroughput: -1 });
  };
}

function storedFiles(dataDir: string): string[] {
  return readdirSync(join(dataDir, "uploads"), { recursive: true }).map(String).sort();
}
