import { read, utils } from "@e965/xlsx";
import { parse } from "csv-parse/sync";
import {
  download,
  dropFiles,
  expect,
  expectAccessible,
  expectStatus,
  jsonFile,
  submitBatch,
  test,
} from "#tests/support/browser";

const EMAILS = [
  {
    from: "Ann Bell <ann@example.com>",
    subject: "Damaged parcel, order 4711",
    body: "Unfortunately the lamp of order 4711 arrived broken. This is unacceptable. Please refund the 49 euros by Friday. It is urgent.",
  },
  {
    from: "Bo Carr <bo@example.com>",
    subject: "Invoice for May",
    body: "The invoice of 1,200 euros for May is wrong. Please send a corrected invoice by 3 June and confirm the payment.",
  },
  {
    from: "Cy Dorn <cy@example.com>",
    subject: "Thank you",
    body: "Thank you for the great support last week. The delivery came on time and everybody is happy with it.",
  },
];

test("fields are asked for, shown, narrowed to, tidied and exported", async ({ page }) => {
  await dropFiles(page, [jsonFile("complaints.json", EMAILS)], EMAILS.length);
  await page.getByRole("tab", { name: "Choose" }).click();
  await page.getByRole("button", { name: /Start from/ }).click();
  await page.getByRole("option", { name: /Customer complaints/ }).click();
  await expect(
    page.getByText("Tags, Category, Sentiment, Urgency, Product, Order number, Wants a refund"),
  ).toBeVisible();

  await page.getByRole("button", { name: "Change the fields" }).click();
  await page.getByText("Action items", { exact: true }).click();
  await page.getByRole("button", { name: "Remove Product" }).click();
  await page.getByRole("button", { name: "Move Wants a refund up" }).click();
  await page.getByRole("button", { name: "Add a field" }).click();
  await expect(page.getByText(/Give every field a name/)).toBeVisible();
  await page
    .getByRole("group", { name: "Fields of your own" })
    .getByRole("textbox", { name: "Name" })
    .last()
    .fill("Parcel");
  await expect(
    page.getByText("Tags, Category, Sentiment, Urgency, Action items, Wants a refund, Order number, Parcel"),
  ).toBeVisible();
  await expect(page.getByText("Own instructions").first()).toBeVisible();
  await page.getByRole("tab", { name: "Raw lines" }).click();
  await expect(page.getByText(/Parcel/).last()).toBeVisible();
  const cost = page.getByRole("region", { name: "Cost and time" });
  await expect(cost.getByText("Tokens in")).toBeVisible();
  await expect(cost.locator("[aria-busy=true]")).toHaveCount(0);
  await expectAccessible(page);

  const batch = await submitBatch(page);
  await expectStatus(page, "Done");
  await page.goto(`/summaries?batch=${batch.split("/").at(-1)}`);
  const tags = page.getByRole("region", { name: "Tags" });
  await expect(tags.getByRole("button", { name: /^invoice/ })).toBeVisible();
  await tags.getByRole("button", { name: /^invoice/ }).click();
  await expect(page).toHaveURL(/tags=\d+/);
  const links = page.getByRole("grid", { name: "Summaries" }).getByRole("link");
  await expect(links).toHaveText(["Invoice for May"]);

  await links.first().click();
  const panel = page.getByRole("complementary", { name: "Open summary" });
  const fields = panel.getByRole("region", { name: "Fields" });
  await expect(fields.getByText("Wants a refund")).toBeVisible();
  await expect(fields.getByText("Action items")).toBeVisible();
  await fields.getByRole("button", { name: "Add tag" }).click();
  await fields.getByRole("textbox", { name: "New tag" }).fill("Board");
  await fields.getByRole("button", { name: "Add", exact: true }).click();
  await expect(fields.getByRole("button", { name: "Take off Board" })).toBeVisible();
  await expectAccessible(page);
  await panel.getByRole("button", { name: "Close" }).click();

  await tags.getByRole("button", { name: "Tidy tags" }).click();
  const dialog = page.getByRole("dialog", { name: "Tidy tags" });
  await expect(dialog.getByRole("button", { name: "Rename invoice" })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Rename invoice" }).click();
  const rename = page.getByRole("dialog", { name: "Rename this tag" });
  await rename.getByRole("textbox", { name: "Name" }).fill("bill");
  await rename.getByRole("button", { name: "Rename" }).click();
  await expect(dialog.getByRole("button", { name: "Rename bill" })).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(tags.getByRole("button", { name: /^bill/, pressed: true })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(tags.getByRole("button", { name: /^invoice/, pressed: true })).toBeVisible();

  await page.getByRole("button", { name: "Export" }).click();
  const csv = await download(page, () => page.getByRole("menuitem", { name: "CSV" }).click());
  const [row] = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
  expect(row?.Tags).toContain("invoice");
  expect(row?.Tags).toContain("Board");
  expect(Object.keys(row ?? {})).toEqual(
    expect.arrayContaining(["Category", "Action items", "Order number", "Parcel"]),
  );

  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "Choose columns" }).click();
  const columns = page.getByRole("dialog", { name: "Columns of an export" });
  await columns.getByRole("button", { name: "Only From" }).click();
  await columns.getByText("Tags", { exact: true }).click();
  await expect(columns.getByText(/^2 of \d+ chosen/)).toBeVisible();
  await expectAccessible(page);
  await columns.getByRole("button", { name: "Done" }).click();
  await page.reload();
  await page.getByRole("button", { name: "Export" }).click();
  const xlsx = await download(page, () => page.getByRole("menuitem", { name: "Excel" }).click());
  const book = read(xlsx);
  expect(book.SheetNames).toEqual(["Summaries", "Tags"]);
  expect(utils.sheet_to_json(book.Sheets.Summaries ?? {}, { header: 1 })[0]).toEqual(["From", "Tags"]);
});
