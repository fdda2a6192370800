import { expect, test } from "vitest";
import { tabTitle } from "#components/batches/use-tab-title";
import { makeFormat } from "#lib/client/format";

const format = makeFormat("en");
const working = { isActive: true, progress: { done: 412, total: 1000 }, label: "Working 412 of 1,000" };

test.each([
  [{ ...working, tone: "busy" as const }, "412 of 1,000 · Mailgist"],
  [{ ...working, progress: { done: 0, total: 9 }, label: "Checking", tone: "busy" as const }, "Checking · Mailgist"],
  [{ isActive: false, progress: null, label: "Done", tone: "good" as const }, "✓ Done · Mailgist"],
  [
    { isActive: false, progress: null, label: "Done with 9 problems", tone: "warn" as const },
    "! Done with 9 problems · Mailgist",
  ],
])("%o is titled %s", (batch, title) => {
  expect(tabTitle(batch, format)).toBe(title);
});
