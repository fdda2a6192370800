import { parse } from "csv-parse/sync";
import {
  chooseFiles,
  download,
  expect,
  jsonFile,
  type MadeFile,
  makeFile,
  plainEmails,
  test,
} from "#tests/support/browser";

const NOISE = Buffer.from(Array.from({ length: 4096 }, (_, n) => (n * 7919 + (n >> 3) * 31) & 255));
const JPEG = Buffer.concat([Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex"), NOISE]);
const PDF = Buffer.concat([Buffer.from("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n", "latin1"), NOISE]);
const ZIP = Buffer.concat([Buffer.from("504b030414000000080000002100", "hex"), Buffer.from("letters/one.eml"), NOISE]);
const XLSX = Buffer.concat([Buffer.from("504b030414000600080000002100", "hex"), Buffer.from("xl/workbook.xml"), NOISE]);
const MSG = Buffer.concat([
  Buffer.from("d0cf11e0a1b11ae1", "hex"),
  Buffer.alloc(504),
  Buffer.from("__substg1.0_0037001F", "utf16le"),
]);

const KINDS = ["json", "jsonl", "csv", "eml", "mbox"];

/** Files without a single email, and what must be said of each beside its name. */
const HOPELESS: [MadeFile, RegExp][] = [
  ...KINDS.map((kind): [MadeFile, RegExp] => [makeFile(`empty.${kind}`, ""), /is empty/]),
  ...KINDS.map((kind): [MadeFile, RegExp] => [makeFile(`noise.${kind}`, NOISE), /is not text/]),
  [makeFile("photo.eml", JPEG), /is a picture \(JPEG\)/],
  [makeFile("scan.csv", PDF), /is a PDF/],
  [makeFile("table.csv", XLSX), /is damaged, or was cut off/],
  [makeFile("sheet.xlsx", XLSX), /is damaged, or was cut off/],
  [makeFile("letters.zip", ZIP), /is damaged, or was cut off.*Pack it again/],
  [makeFile("letter.msg", MSG), /is a damaged Outlook message/],
  [makeFile("photo.mbox", JPEG), /is a picture \(JPEG\)/],
  [makeFile("photo.json", JPEG), /is a picture \(JPEG\)/],
  [makeFile("photo.jsonl", JPEG), /is a picture \(JPEG\)/],
];

const EMAIL = '{"from":"a@example.com","to":"b@example.com","subject":"Whole","body":"This one is whole."}';
const OTHER = '{"from":"a@example.com","to":"b@example.com","subject":"Also whole","body":"So is this one."}';
const HEAD = "From: a@example.com\nTo: b@example.com\nSubject: Cut off\nDate: Mon, 05 Jan 2026 09:00:00 +0000\n";

test("each hopeless file gets a sentence that names it, and the good ones are read", async ({ page }) => {
  test.slow();
  await page.goto("/");
  await chooseFiles(page, [...HOPELESS.map(([file]) => file), jsonFile("good.json", plainEmails(2))]);
  await page.waitForURL(/\/datasets\/\d+/);
  await expect(page.getByText("2 emails", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("Reading files")).toBeHidden();
  await page.getByRole("button", { name: `${HOPELESS.length} could not be read` }).click();
  const problems = page.getByRole("region", { name: "Problems" });
  const groups = problems.getByRole("list").first().getByRole("button", { expanded: false });
  await expect(groups.first()).toBeVisible();
  while ((await groups.count()) > 0) await groups.first().click();
  const single = problems.locator("li li");
  await expect(single).toHaveCount(HOPELESS.length);
  for (const [{ name }, words] of HOPELESS) {
    await expect.soft(single.filter({ hasText: `“${name}”` }).getByText(words)).toBeVisible();
  }

  const csv = await download(page, () => problems.getByRole("link", { name: "Download problems" }).click());
  const rows = parse(csv, { bom: true }) as string[][];
  expect(rows).toHaveLength(HOPELESS.length + 1);
  for (const [{ name }] of HOPELESS) expect(rows.some((row) => row.includes(name))).toBe(true);
  await page.reload();
  await expect(page.getByRole("button", { name: `${HOPELESS.length} could not be read` })).toBeVisible();
});

test("a dataset in which nothing could be read says so and why", async ({ page }) => {
  await page.goto("/");
  await chooseFiles(page, [makeFile("scan.pdf", PDF)]);
  await page.waitForURL(/\/datasets\/\d+/);
  await expect(page.getByText("No emails were found in these files")).toBeVisible();
  await expect(page.getByText("0 emails", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Problems" }).getByText(/“scan\.pdf” is a PDF/)).toBeVisible();
  await page.getByRole("tab", { name: "Submit" }).click();
  await expect(page.getByRole("button", { name: "Submit batch" })).toBeDisabled();
});

const CUT_OFF: { file: MadeFile; emails: number; problems: number }[] = [
  { file: makeFile("cut.json", `[${EMAIL},${OTHER},{"from":"c@example.com","subj`), emails: 2, problems: 1 },
  { file: makeFile("cut.jsonl", `${EMAIL}\n${OTHER}\n{"from":"c@example.com","subj`), emails: 2, problems: 1 },
  {
    file: makeFile(
      "cut.csv",
      'from,to,subject,body\na@example.com,b@example.com,One,First\nb@example.com,a@example.com,Two,"Second that never',
    ),
    emails: 1,
    problems: 1,
  },
];

for (const { file, emails, problems } of CUT_OFF) {
  test(`what is whole in ${file.name} is kept, and what is cut off is counted`, async ({ page }) => {
    await page.goto("/");
    await chooseFiles(page, [file]);
    await page.waitForURL(/\/datasets\/\d+/);
    await expect(page.getByText(emails === 1 ? "1 email" : `${emails} emails`, { exact: true }).first()).toBeVisible();
    await expect(
      page.getByText(`${emails + problems} read: ${emails} email${emails === 1 ? "" : "s"}, ${problems} problem`),
    ).toBeVisible();
    await page.getByRole("button", { name: `${problems} could not be read` }).click();
    const rows = page.getByRole("region", { name: "Problems" }).locator("li li");
    await expect(rows).toHaveCount(problems);
    await expect(rows.first()).toContainText(file.name);
    await expect(rows.first()).toContainText(/(line|row|message|entry) \d/i);
  });
}

test("a mail cut off in its headers, in its attachment or in its mailbox is shown as far as it goes", async ({
  page,
}) => {
  const attached = `${HEAD}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nThe text arrived.\n--b\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjcKJ`;
  const files = [
    makeFile("headers.eml", HEAD.slice(0, -8)),
    makeFile("attachment.eml", attached),
    makeFile(
      "cut.mbox",
      `From a@example.com Mon Jan  5 09:00:00 2026\n${HEAD}\nFirst.\n\nFrom a@example.com Mon Jan  5 09:00:00 2026\nFrom: z@example.com\nSubj`,
    ),
  ];
  await page.goto("/");
  await chooseFiles(page, files);
  await page.waitForURL(/\/datasets\/\d+/);
  await expect(page.getByText("Reading files")).toBeHidden();
  await expect(page.getByRole("grid", { name: "Emails" })).toBeVisible();
  const dataset = await (await page.request.get(`/api${new URL(page.url()).pathname}`)).json();
  // Every one is an email or a problem: none is dropped.
  expect(dataset.emailCount + dataset.problemCount).toBe(4);
  await page.getByRole("row").filter({ hasText: "Cut off" }).filter({ hasText: "a@example.com" }).nth(1).click();
  await expect(page.getByRole("dialog")).toContainText("a@example.com");
});

test("text in the wrong encoding is read as what it is", async ({ page }) => {
  const words = "Grüße aus Köln, für 5 €";
  const latin = Buffer.from([...words].map((c) => (c === "€" ? 0x80 : c.charCodeAt(0))));
  const json = (text: Buffer) =>
    Buffer.concat([
      Buffer.from('[{"from":"a@example.com","to":"b@example.com","body":"x","subject":"'),
      text,
      Buffer.from('"}]'),
    ]);
  const csv = (text: Buffer) =>
    Buffer.concat([Buffer.from('from,to,body,subject\na@example.com,b@example.com,x,"'), text, Buffer.from('"\n')]);
  const files = [
    makeFile("ansi.json", json(latin)),
    makeFile("ansi.csv", csv(latin)),
    makeFile(
      "utf16.csv",
      Buffer.concat([Buffer.from("fffe", "hex"), Buffer.from(csv(Buffer.from(words)).toString("utf8"), "utf16le")]),
    ),
    makeFile(
      "utf16.json",
      Buffer.concat([Buffer.from("fffe", "hex"), Buffer.from(json(Buffer.from(words)).toString("utf8"), "utf16le")]),
    ),
    makeFile("bom.jsonl", `\uFEFF{"from":"a@example.com","to":"b@example.com","body":"x","subject":"${words}"}\n`),
    makeFile(
      "ansi.eml",
      Buffer.concat([
        Buffer.from("From: a@example.com\nTo: b@example.com\nSubject: "),
        latin,
        Buffer.from("\nDate: Mon, 05 Jan 2026 09:00:00 +0000\n\nx\n"),
      ]),
    ),
    makeFile(
      "ansi.mbox",
      Buffer.concat([
        Buffer.from("From a@example.com Mon Jan  5 09:00:00 2026\nFrom: a@example.com\nSubject: "),
        latin,
        Buffer.from("\n\nx\n"),
      ]),
    ),
  ];
  await page.goto("/");
  await chooseFiles(page, files);
  await page.waitForURL(/\/datasets\/\d+/);
  await expect(page.getByText(`${files.length} emails`, { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("grid", { name: "Emails" }).getByText(words, { exact: true })).toHaveCount(files.length);
});
