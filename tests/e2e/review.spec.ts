import {
  chooseFiles,
  dropFiles,
  expect,
  expectAccessible,
  expectEmails,
  jsonFile,
  makeFile,
  plainEmails,
  test,
} from "#tests/support/browser";

const HOSTILE = `Hello <b>boss</b>,
<script>document.title = 'owned'</script>
<link rel="stylesheet" href="https://evil.example/style.css">
<img src="https://evil.example/pixel.png" onerror="document.title='owned'">
<iframe src="https://evil.example/frame"></iframe>
<style>body { display: none }</style>
[click](javascript:alert(1)) https://real.example/path and javascript:alert(2)`;

test("an email is text: nothing in it runs, is drawn or is fetched", async ({ page, app }) => {
  const foreign: string[] = [];
  await page.context().route("**/*", (route) => {
    const address = route.request().url();
    if (address.startsWith(app.url) || address.startsWith("data:") || address.startsWith("blob:"))
      return route.continue();
    foreign.push(address);
    return route.abort();
  });
  const html = HOSTILE.replaceAll("\n", "\r\n");
  const files = [
    jsonFile("hostile.json", [
      { subject: "<u>Plain</u> <script>1</script>", from: '<i onclick="x">Eve</i> <eve@example.com>', body: HOSTILE },
    ]),
    makeFile(
      "hostile.eml",
      `From: Eve <eve@example.com>\r\nTo: b@example.com\r\nSubject: As HTML\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Before</p>${html}<p>After</p>\r\n`,
    ),
  ];
  await dropFiles(page, files, 2);
  await page.getByText("<u>Plain</u> <script>1</script>").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "<u>Plain</u> <script>1</script>" })).toBeVisible();
  await expect(dialog.getByText("<script>document.title = 'owned'</script>")).toBeVisible();
  await expect(dialog.getByText(`<img src="`)).toBeVisible();
  expect(await dialog.locator("script, img, iframe, style, b, u").count()).toBe(0);
  const links = await dialog.getByRole("link").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  expect(links.filter((href) => !href?.startsWith("https://"))).toEqual([]);
  await expect(dialog.getByRole("link", { name: /real\.example\/path/ })).toHaveAttribute("rel", /noopener noreferrer/);
  await dialog.getByRole("button", { name: "Previous email" }).click();
  await expect(dialog.getByRole("heading", { name: "As HTML" })).toBeVisible();
  await expect(dialog.getByText(/Before/)).toBeVisible();
  expect(await dialog.locator("script, img, iframe, style, b, u").count()).toBe(0);
  expect(await page.title()).not.toBe("owned");
  expect(foreign).toEqual([]);
});

test("what is unticked stays out, what is ticked again goes, and Submit counts along", async ({ page }) => {
  await dropFiles(page, [jsonFile("tick.json", plainEmails(5))], 5);
  await expect(page.getByText("5 emails will be summarised.")).toBeVisible();
  await page.getByRole("checkbox", { name: "Summarise “Subject 2”" }).click();
  await page.getByRole("checkbox", { name: "Summarise “Subject 4”" }).click();
  await expect(page.getByText("3 emails will be summarised, leaving out 2.")).toBeVisible();
  await page.getByRole("tab", { name: "Submit" }).click();
  await expect(page.getByText("3 emails, leaving out 2")).toBeVisible();
  await page.reload();
  await expect(page.getByText("3 emails, leaving out 2")).toBeVisible();

  await page.getByRole("tab", { name: "Review" }).click();
  await page.getByRole("button", { name: "Left out 2" }).click();
  const grid = page.getByRole("grid", { name: "Emails" });
  await expect(grid.getByRole("checkbox", { name: /^Summarise/ })).toHaveCount(2);
  await page.getByRole("button", { name: "Left out 2" }).click();
  await expect(grid.getByRole("checkbox", { name: /^Summarise/ })).toHaveCount(5);
  await page.getByRole("checkbox", { name: "Summarise “Subject 2”" }).click();
  await expect(page.getByText("4 emails will be summarised, leaving out 1.")).toBeVisible();
  await page.getByRole("tab", { name: "Choose" }).click();
  await expect(page.getByText(/^4 requests, /)).toBeVisible();

  await page.getByRole("tab", { name: "Review" }).click();
  await page.getByRole("checkbox", { name: "All emails" }).click();
  await expect(page.getByText("5 emails will be summarised.")).toBeVisible();
  await page.getByRole("checkbox", { name: "All emails" }).click();
  await expect(page.getByText("All emails are left out. Take at least one back in to go on.")).toBeVisible();
  await page.getByRole("tab", { name: "Submit" }).click();
  await expect(page.getByRole("button", { name: "Submit batch" })).toBeDisabled();
});

test("emails are opened, left out and put back by keyboard alone", async ({ page }) => {
  await dropFiles(page, [jsonFile("keys.json", plainEmails(30))], 30);
  await page.getByRole("searchbox", { name: "Find emails" }).focus();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("data-index"));
  for (let presses = 0; presses < 6 && (await focused()) === null; presses += 1) await page.keyboard.press("Tab");
  expect(await focused()).toBe("0");
  await page.keyboard.press("ArrowDown");
  await expect.poll(focused).toBe("1");
  await page.keyboard.press("Space");
  await expect(page.getByRole("checkbox", { name: "Summarise “Subject 2”" })).not.toBeChecked();
  await expect(page.getByText("29 emails will be summarised, leaving out 1.")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByRole("heading", { name: "Subject 2" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect.poll(focused).toBe("1");
  await page.keyboard.press("Space");
  await expect(page.getByText("30 emails will be summarised.")).toBeVisible();
  await page.keyboard.press("End");
  await expect.poll(focused).toBe("29");
  await page.keyboard.press("Space");
  await expect(page.getByRole("checkbox", { name: "Summarise “Subject 30”" })).not.toBeChecked();
  await page.keyboard.press("Home");
  await expect.poll(focused).toBe("0");
});

test("the filter finds by sender and subject, stands in the address, and leaves out what matches", async ({ page }) => {
  const emails = [
    { from: "Zoë Müller <zoe@example.com>", subject: "Vertrag" },
    { from: "山田太郎 <yamada@example.com>", subject: "会議の議事録" },
    { subject: "Contract again" },
    { subject: "Nothing special" },
  ];
  const address = await dropFiles(page, [jsonFile("find.json", emails)], 4);
  const find = page.getByRole("searchbox", { name: "Find emails" });
  const rows = page.getByRole("grid", { name: "Emails" }).getByRole("checkbox", { name: /^Summarise/ });
  for (const [words, count] of [
    ["müller", 1],
    ["会議", 1],
    ["contract", 1],
    ["example.com", 4],
  ] as const) {
    await find.fill(words);
    await expect.soft(rows).toHaveCount(count);
  }
  await find.fill("nobody at all");
  await expect(page.getByText("No email matches")).toBeVisible();
  await page.getByRole("button", { name: "Show all emails" }).click();
  await expect(rows).toHaveCount(4);
  await page.goto(`${address}?q=contract`);
  await expect(find).toHaveValue("contract");
  await expect(rows).toHaveCount(1);
  await page.getByRole("checkbox", { name: "All that match" }).click();
  await expect(page.getByText("3 emails will be summarised, leaving out 1.")).toBeVisible();
});

test("an open email has an address, and more emails may come in beside it", async ({ page }) => {
  await dropFiles(page, [jsonFile("open.json", plainEmails(3))], 3);
  await page.getByText("Subject 2", { exact: true }).click();
  await expect(page).toHaveURL(/email=\d+/);
  await page.reload();
  await expect(page.getByRole("dialog").getByRole("heading", { name: "Subject 2" })).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Leave out" }).click();
  await expect(page.getByRole("dialog").getByRole("button", { name: "Take back in" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByText("2 emails will be summarised, leaving out 1.")).toBeVisible();
  await chooseFiles(page, [jsonFile("more.json", [{ subject: "Another" }])], "Add files");
  await expectEmails(page, 4);
  await expect(page.getByText("3 emails will be summarised, leaving out 1.")).toBeVisible();
});

test("duplicates, short emails and conversations are pointed out, left out with one click, and put back", async ({
  page,
}) => {
  const letter = (n: number, body: string, head = "") =>
    `From: Writer ${n} <writer${n}@example.com>\nTo: The Boss <boss@example.com>\nDate: Mon, 05 Jan 2026 09:0${n}:00 +0000\nSubject: ${head ? "Re: " : ""}Letter ${head ? 1 : n}\nMessage-ID: <${n}@example.com>\n${head}\n${body}\n`;
  const first = letter(1, "Please send the third offer to the Leeds office by Friday.");
  const answer = "The third offer went out to Leeds this morning, by courier.";
  const quoted = `${answer}\n\nOn Mon, 5 Jan 2026 at 09:01, Writer 1 <writer1@example.com> wrote:\n> Please send the third offer.`;
  const reply = letter(2, quoted, "In-Reply-To: <1@example.com>\n");
  const others = [3, 4].map((n) => letter(n, "Thanks!"));
  const mbox = [first, reply, ...others, first].map((one) => `From x Mon Jan  5 09:00:00 2026\n${one}\n`).join("");
  const address = await dropFiles(page, [makeFile("post.mbox", mbox), makeFile("again.eml", first)], 6);
  await expect(page.getByText("4 emails will be summarised, leaving out 2 duplicates.")).toBeVisible();
  // Either file may arrive first; the copies in the other are the duplicates.
  await expect(page.getByText(/5 read: (4 emails, 1 duplicate|3 emails, 2 duplicates)/)).toBeVisible();
  const rows = page.getByRole("grid", { name: "Emails" }).getByRole("checkbox", { name: /^Summarise/ });

  await page.getByRole("button", { name: "Very short 2" }).click();
  await expect(page).toHaveURL(/show=short/);
  await expect(rows).toHaveCount(2);
  await page.getByRole("button", { name: "Leave these out" }).click();
  await expect(page.getByText("2 emails will be summarised, leaving out 2 duplicates and 2 others.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("4 emails will be summarised, leaving out 2 duplicates.")).toBeVisible();

  await page.goto(`${address}?show=duplicates`);
  await expect(rows).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole("row").filter({ hasText: "Letter 1" }).first().click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("This is a duplicate, so it is left out.")).toBeVisible();
  await dialog.getByRole("button", { name: "Take back in" }).click();
  await expect(dialog.getByText("This is a duplicate, taken back in by hand.")).toBeVisible();
  await dialog.getByRole("button", { name: "Open the one that is kept" }).click();
  await expect(dialog.getByRole("region", { name: "Conversation" })).toContainText("2 emails in this conversation");
  await dialog.getByRole("region", { name: "Conversation" }).getByRole("button", { name: "Re: Letter 1" }).click();
  await expect(dialog.getByText(answer)).toBeVisible();
  await expect(dialog.getByText("> Please send the third offer.")).toBeHidden();
  await dialog.getByRole("button", { name: "Show quoted text" }).click();
  await expect(dialog.getByText("> Please send the third offer.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Show them together" }).click();
  await expect(dialog).toBeHidden();
  // With the copy that belongs to it, if that one came second.
  await expect(page.getByText("The emails of one conversation, duplicates included.")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Letter 3" })).toHaveCount(0);
  await page.getByRole("button", { name: "One conversation" }).click();
  await expect(rows).toHaveCount(6);
  await expect(page.getByText("5 emails will be summarised, leaving out 1 duplicate.")).toBeVisible();
});
