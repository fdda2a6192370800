import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "playwright/test";
import { type App, discardApp, startApp } from "#tests/support/app";

/** Every browser test gets the running app, and fails when its page logs an error or throws. */
export const test = base.extend<{ noErrors: undefined; allowed: RegExp[] }, { app: App }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const app = await startApp();
      await use(app);
      await discardApp(app);
    },
    { scope: "worker" },
  ],
  baseURL: async ({ app }, use) => use(app.url),
  context: async ({ context }, use) => {
    context.on("page", opensListening);
    await use(context);
  },
  /** Errors of the page that a test brings about itself. */
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  allowed: async ({}, use) => use([]),
  noErrors: [
    async ({ page, allowed }, use) => {
      const errors: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
      });
      page.on("pageerror", (error) => errors.push(String(error)));
      await use(undefined);
      expect(errors.filter((error) => !allowed.some((pattern) => pattern.test(error)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Lets a page be opened only when it listens: nobody clicks within the first moments, a test would. */
function opensListening(page: Page): void {
  const { goto, reload } = page;
  page.goto = async (...args) => {
    const response = await goto.apply(page, args);
    if (response?.headers()["content-type"]?.startsWith("text/html")) await listens(page);
    return response;
  };
  page.reload = async (...args) => {
    const response = await reload.apply(page, args);
    await listens(page);
    return response;
  };
}

/**
 * Waits until all that can be pressed listens. A page comes alive in pieces, its frame first, and a press on a piece
 * that is not alive is lost. React leaves its mark on each node it has taken over.
 */
async function listens(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("body :is(a, button, input)")].every((node) =>
      Object.keys(node).some((key) => key.startsWith("__reactProps$")),
    ),
  );
}

/** The rules of axe that look at colours. */
const OF_COLOUR = ["color-contrast", "link-in-text-block"];

/** Fails on any finding of axe. Dark has the same structure in other colours, so there the rules of colour are asked again. */
export async function expectAccessible(page: Page): Promise<void> {
  // React Aria speaks a choice through nodes that name its list; for a few seconds they outlive the list.
  await expect(page.locator("[data-live-announcer] [role=img]")).toHaveCount(0);
  await page.emulateMedia({ colorScheme: "light" });
  expect(await findings(new AxeBuilder({ page })), "in light").toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await findings(new AxeBuilder({ page }).withRules(OF_COLOUR)), "in dark").toEqual([]);
  await page.emulateMedia({ colorScheme: "light" });
}

async function findings(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

/** Loads the sample emails from Home and waits on the dataset's page until all are there; answers their number. */
export async function dropSamples(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: "Try with sample emails" }).click();
  await page.waitForURL(/\/datasets\/\d+/);
  await expect(page.getByText(/^\d+ emails$/).first()).toBeVisible();
}

/** A file as a file dialog takes it, made of text or bytes. */
export type MadeFile = { name: string; mimeType: string; buffer: Buffer };

/** Makes a file. Text is written as UTF-8 unless another of Node's encodings is named. */
export function makeFile(name: string, content: string | Buffer, encoding: BufferEncoding = "utf8"): MadeFile {
  const buffer = typeof content === "string" ? Buffer.from(content, encoding) : content;
  return { name, mimeType: "application/octet-stream", buffer };
}

type MadeEmail = { from?: string; to?: string; date?: string; subject?: string; body?: string };

/** A JSON file of emails; each has at least a sender, a subject and a body. */
export function jsonFile(name: string, emails: MadeEmail[]) {
  const filled = emails.map((email, n) => ({
    from: `Person ${n + 1} <person${n + 1}@example.com>`,
    to: "The Boss <boss@example.com>",
    subject: `Subject ${n + 1}`,
    body: `Please send offer ${n + 1} to the Leeds office by Friday. It costs ${n + 1},000 euros.`,
    ...email,
  }));
  return makeFile(name, JSON.stringify(filled));
}

/** As many plain emails as wanted, for `jsonFile`. */
export const plainEmails = (count: number) => Array.from({ length: count }, () => ({}));

/** Chooses files by one of the page's buttons that open a file dialog. */
export async function chooseFiles(page: Page, files: MadeFile[] | string[], button = "Choose files"): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: button }).first().click(),
  ]);
  await chooser.setFiles(files);
}

/** Chooses files on Home and waits on the page of their dataset until as many emails stand there. */
export async function dropFiles(page: Page, files: MadeFile[] | string[], emails: number): Promise<string> {
  await page.goto("/");
  await chooseFiles(page, files);
  await page.waitForURL(/\/datasets\/\d+/);
  await expectEmails(page, emails);
  return new URL(page.url()).pathname;
}

/** Waits until the open dataset has read everything and says so many emails. */
export async function expectEmails(page: Page, emails: number): Promise<void> {
  await expect(page.getByText(countWords(emails), { exact: true }).first()).toBeVisible();
  await expect(page.getByText("Reading files")).toBeHidden();
}

/** "1 email", "1,200 emails". */
function countWords(count: number, one = "email"): string {
  return count === 1 ? `1 ${one}` : `${count.toLocaleString("en-GB")} ${one}s`;
}

/** Submits the open dataset from whatever step is open; answers the path of the batch's page, which is then open. */
export async function submitBatch(page: Page): Promise<string> {
  await page.getByRole("tab", { name: "Submit" }).click();
  await page.getByRole("button", { name: "Submit batch" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Submit", exact: true }).click();
  await page.waitForURL(/\/batches\/\d+$/);
  return new URL(page.url()).pathname;
}

/** Waits until the open batch's page says these words: the first summaries wait for the engine to wake up. */
export async function expectStatus(page: Page, words: string | RegExp): Promise<void> {
  await expect(page.getByRole("status")).toHaveText(words, { timeout: 60_000 });
}

/** Drops files and summarises them with the built-in engine; answers the paths of dataset and batch. */
export async function summarise(page: Page, files: MadeFile[], emails: number) {
  const dataset = await dropFiles(page, files, emails);
  const batch = await submitBatch(page);
  await expectStatus(page, "Done");
  return { dataset, batch, batchId: Number(batch.split("/").at(-1)) };
}

/** What a click saves, as bytes. */
export async function download(page: Page, act: () => Promise<void>): Promise<Buffer> {
  const [saved] = await Promise.all([page.waitForEvent("download"), act()]);
  return readFileSync(await saved.path());
}

/** Drops paths of this computer onto the middle of the page, as a desktop does. */
export async function dropPaths(page: Page, paths: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const drag = (type: "dragEnter" | "dragOver" | "drop") =>
    session.send("Input.dispatchDragEvent", {
      type,
      x: 600,
      y: 300,
      data: { items: [], files: paths, dragOperationsMask: 1 },
    });
  await drag("dragEnter");
  // A desktop goes on telling that the drag is over the page.
  await expect(async () => {
    await drag("dragOver");
    await expect(page.getByText(/^Drop to (make a new|add to this) dataset$/)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await drag("drop");
  await session.detach();
}
