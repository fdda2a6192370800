import {
  chooseFiles,
  dropFiles,
  expect,
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
  await page.getByRole("button", { name: "Left out: 2" }).click();
  const grid = page.getByRole("grid", { name: "Emails" });
  await expect(grid.getByRole("checkbox", { name: /^Summarise/ })).toHaveCount(2);
  await page.getByRole("button", { name: "Left out: 2" }).click();
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
  await chooseFiles(page, [jsonFile("more.json", plainEmails(1))], "Add files");
  await expectEmails(page, 4);
  await expect(page.getByText("3 emails will be summarised, leaving out 1.")).toBeVisible();
});
