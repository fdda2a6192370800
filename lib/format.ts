/** Numbers, dates, sizes and money as people read them. Pure; the locale is always an argument. */

export const DEFAULT_LOCALE = "en";

/** "1,234"; with `digits`, up to so many after the point. */
export function formatNumber(value: number, locale = DEFAULT_LOCALE, digits = 0): string {
  return numbers(locale, digits).format(value);
}

/** A share of 1 as "58 %", in the way of the locale. */
export function formatPercent(share: number, locale = DEFAULT_LOCALE): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** "23 Nov 2026"; "No date" when there is none. `at` in milliseconds. */
export function formatDate(at: number | null, locale = DEFAULT_LOCALE, timeZone?: string): string {
  if (at === null) return "No date";
  return dates(locale, { dateStyle: "medium", ...(timeZone ? { timeZone } : {}) }).format(at);
}

/** "14:02" */
export function formatTime(at: number, locale = DEFAULT_LOCALE, timeZone?: string): string {
  const zone = timeZone ? { timeZone } : {};
  return dates(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...zone }).format(at);
}

/** "23 Nov 2026, 14:02"; "No date" when there is none. */
export function formatDateTime(at: number | null, locale = DEFAULT_LOCALE, timeZone?: string): string {
  return at === null ? "No date" : `${formatDate(at, locale, timeZone)}, ${formatTime(at, locale, timeZone)}`;
}

const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** "November"; with its year ("November 2026") where `withYear`. */
export function formatMonth(at: number, locale = DEFAULT_LOCALE, withYear = false): string {
  return dates(locale, { month: "long", ...(withYear ? { year: "numeric" } : {}) }).format(at);
}

/** "950 B", "1.2 kB", "110 MB": thousands, as file managers and the vendor's limits count. */
export function formatSize(bytes: number, locale = DEFAULT_LOCALE): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${numbers(locale, digits).format(value)} ${UNITS[unit]}`;
}

/** US dollars: "$0.04", "$12.30", "less than $0.01", "free". */
export function formatMoney(dollars: number, locale = DEFAULT_LOCALE): string {
  if (dollars === 0) return "free";
  const money = new Intl.NumberFormat(locale, { style: "currency", currency: "USD" });
  return dollars < 0.01 ? `less than ${money.format(0.01)}` : money.format(dollars);
}

/** US dollars to two figures below a dollar, for what is compared: "$0.0384", "$0.038", "$1.24", "$0". */
export function formatExactMoney(dollars: number, locale = DEFAULT_LOCALE): string {
  const isSmall = dollars > 0 && dollars < 1;
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "USD",
    ...(isSmall ? { maximumSignificantDigits: 2 } : {}),
    ...(dollars === 0 ? { maximumFractionDigits: 0 } : {}),
  }).format(dollars);
}

/** The first locale of an Accept-Language header that this system knows; English when there is none. */
export function readLocale(acceptLanguage: string | null): string {
  for (const part of (acceptLanguage ?? "").slice(0, 200).split(",")) {
    const tag = part.split(";")[0]?.trim() ?? "";
    if (!/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/.test(tag)) continue;
    const [known] = Intl.NumberFormat.supportedLocalesOf([tag]);
    if (known) return known;
  }
  return DEFAULT_LOCALE;
}

// Intl objects cost far more to make than to use, and lists format thousands of values.
const numberFormats = new Map<string, Intl.NumberFormat>();
function numbers(locale: string, digits = 0): Intl.NumberFormat {
  const key = `${locale}.${digits}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
  numberFormats.set(key, made);
  return made;
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();
function dates(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}.${JSON.stringify(options)}`;
  const known = dateFormats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  dateFormats.set(key, made);
  return made;
}
