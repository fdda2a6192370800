import { expect, test } from "vitest";
import { attachment } from "#lib/batches/jsonl-download";
import { formatDate, formatDateTime, formatMoney, formatNumber, formatSize, readLocale } from "#lib/format";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1 kB"],
  [1234, "1.2 kB"],
  [99_960, "100 kB"],
  [999_499, "999 kB"],
  [999_600, "1 MB"],
  [110_000_000, "110 MB"],
  [5e15, "5,000 TB"],
])("%d bytes are %s", (bytes, text) => {
  expect(formatSize(bytes, "en")).toBe(text);
});

test.each([
  [0, "free"],
  [0.004, "less than $0.01"],
  [0.04, "$0.04"],
  [12.3, "$12.30"],
])("%d dollars are %s", (dollars, text) => {
  expect(formatMoney(dollars, "en")).toBe(text);
});

test("numbers and dates follow the locale; no date is said so", () => {
  expect(formatNumber(1234567, "de")).toBe("1.234.567");
  const at = Date.UTC(2026, 10, 23, 14, 2);
  expect(formatDate(at, "en-GB", "UTC")).toBe("23 Nov 2026");
  expect(formatDateTime(at, "en-GB", "UTC")).toBe("23 Nov 2026, 14:02");
  expect(formatDateTime(null)).toBe("No date");
});

test.each([
  [null, "en"],
  ["", "en"],
  ["de-DE,de;q=0.9", "de-DE"],
  ["*, fr;q=0.5", "fr"],
  ["../../x, ja", "ja"],
  ["xx-nonsense-that-is-not-a-tag", "en"],
])("Accept-Language %j is %s", (header, locale) => {
  expect(readLocale(header)).toBe(locale);
});

test("any name can be the name of a download", () => {
  expect(attachment('Große "Anfrage"\r\n/..\'.jsonl')).toBe(
    "attachment; filename=\"Gro_e _Anfrage____.._.jsonl\"; filename*=UTF-8''Gro%C3%9Fe%20%22Anfrage%22%0D%0A%2F..%27.jsonl",
  );
});
