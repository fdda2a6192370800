import type { DateOrder } from "#lib/emails/date-order";
import { monthOfWord } from "#lib/emails/date-words";

const MONTHS: Record<string, number> = {
  jan: 0,
  feb: 1,
  mar: 2,
  apr: 3,
  may: 4,
  jun: 5,
  jul: 6,
  aug: 7,
  sep: 8,
  oct: 9,
  nov: 10,
  dec: 11,
};

/** Minutes east of UTC of the zones RFC 5322 section 4.3 lists, and of a few that mailers write anyway. */
const ZONES: Record<string, number> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  bst: 60,
  cet: 60,
  cest: 120,
  met: 60,
  mest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  jst: 540,
};

const ISO =
  /^(?:[a-z]{2,9},?\s+)?(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(?:[a-z]{3}\s+)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?)?\s*(.*)$/i;
const MAIL =
  /^(?:[a-z]{2,9}(?:[,.]\s*|\s+))?(\d{1,2})[-/\s]+([a-z]{3})[a-z]*[-/\s,]+(\d{2,4})(?!\d)(?:[,\s]+(?:at\s+)?(\d{1,2})\s*:\s*(\d{1,2})(?:\s*:\s*(\d{1,2})(?:[.,]\d{1,9})?)?)?\s*(.*)$/i;
const MONTH_FIRST =
  /^(?:[a-z]{3,9}[,.]?\s+)?([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:[,\s]+(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(.*)$/i;
const CTIME =
  /^[a-z]{3}\s+([a-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s+(?:([a-z]{1,4}|[+-]\d{4})\s+)?(\d{4})\s*(.*)$/i;
const LOCAL =
  /^(?:\p{L}+\.?,?\s+)?(\d{1,2})(?:\.|er|º|°)?\s+(?:de\s+)?(\p{L}{3,12})\.?,?\s+(?:de\s+)?(\d{4})(?!\d)(?:\s*г\.?)?(?:[,\s]+(?:(?:um|à|a las|alle|às|om|в|v|o)\s+)?(\d{1,2})[:.h](\d{2})(?::(\d{2}))?)?\s*(.*)$/iu;
const SIGNS =
  /^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일](?:\s*[(（]?[\p{L}]{1,3}[)）]?)??\s*(?:(上午|下午|午前|午後|오전|오후)?\s*(\d{1,2})\s*[:：时時]\s*(\d{2})(?:[:：分]\s*(\d{2}))?)?/u;
const NUMERIC = /^(\d{1,2})([./-])(\d{1,2})[./-](\d{2,4})(?:[,\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(.*)$/;

/**
 * A date as files write it to milliseconds since the epoch (UTC): ISO 8601, RFC 5322 (comments, old zones, two-digit
 * years), ctime, day.month.year, month/day/year, Unix seconds, milliseconds or microseconds, spreadsheet day numbers.
 * A time without a zone counts as UTC. `order` is for 03/04/2026 where nothing else tells. Null when it is not a date.
 */
export function parseDate(value: unknown, order: DateOrder = "month-first"): number | null {
  if (typeof value === "number") return fromNumber(value);
  if (value instanceof Date) return known(value.getTime());
  if (typeof value !== "string") return null;
  const text = value.length > 100 ? value.slice(0, 100).trim() : value.trim();
  if (text === "") return null;
  if (/^\d+(?:\.\d+)?$/.test(text)) return fromNumber(Number(text));
  return fromText(text.replace(/\([^()]*\)|^"|"$/g, " ").trim(), order);
}

function fromText(text: string, order: DateOrder): number | null {
  const iso = ISO.exec(text);
  if (iso) return build(iso[1], Number(iso[2]) - 1, iso[3], iso[4], iso[5], iso[6], iso[7], iso[8]);
  const mail = MAIL.exec(text);
  if (mail && monthOf(mail[2]) >= 0)
    return build(mail[3], monthOf(mail[2]), mail[1], mail[4], mail[5], mail[6], undefined, mail[7]);
  const first = MONTH_FIRST.exec(text);
  if (first) return build(first[3], monthOf(first[1]), first[2], first[4], first[5], first[6], undefined, first[7]);
  const ctime = CTIME.exec(text);
  if (ctime)
    return build(ctime[7], monthOf(ctime[1]), ctime[2], ctime[3], ctime[4], ctime[5], undefined, ctime[6] ?? ctime[8]);
  const numeric = NUMERIC.exec(text);
  if (!numeric) return fromLocal(text);
  const one = Number(numeric[1]);
  const two = Number(numeric[3]);
  // With dots the day stands first, whatever its column does; what cannot be a month is a day.
  const dayFirst = one > 12 || (two <= 12 && (numeric[2] === "." || order === "day-first"));
  const month = (dayFirst ? two : one) - 1;
  return build(
    numeric[4],
    month,
    String(dayFirst ? one : two),
    numeric[5],
    numeric[6],
    numeric[7],
    undefined,
    numeric[8],
  );
}

/** "13. Februar 2026 14:05", "13 de febrero de 2026", "2026年2月13日 午後2:05". */
function fromLocal(text: string): number | null {
  const local = LOCAL.exec(text);
  if (local)
    return build(local[3], monthOfWord(local[2] ?? ""), local[1], local[4], local[5], local[6], undefined, local[7]);
  const signs = SIGNS.exec(text);
  if (!signs) return null;
  const half = /^(?:下午|午後|오후)/.test(signs[4] ?? "") ? "pm" : signs[4] ? "am" : "";
  return build(signs[1], Number(signs[2]) - 1, signs[3], signs[5], signs[6], signs[7], undefined, half);
}

function monthOf(word: string | undefined): number {
  return MONTHS[(word ?? "").toLowerCase()] ?? -1;
}

function yearOf(text: string): number {
  const year = Number(text);
  // RFC 5322 section 4.3: two digits below 50 are this century, three digits count from 1900 (also as "0026", "0102").
  if (text.length === 2 || year < 100) return year < 50 ? 2000 + year : 1900 + year;
  return text.length === 3 || (year >= 100 && year < 200) ? 1900 + year : year;
}

function build(
  year: string | undefined,
  month: number,
  day: string | undefined,
  hour = "0",
  minute = "0",
  second = "0",
  fraction = "",
  rest = "",
): number | null {
  const dayNumber = Number(day);
  if (month < 0 || month > 11 || dayNumber < 1 || dayNumber > 31) return null;
  let hours = Number(hour);
  const half = /^([ap])\.?m\b\.?/i.exec(rest)?.[1]?.toLowerCase();
  if (half === "p" && hours < 12) hours += 12;
  if (half === "a" && hours === 12) hours = 0;
  if (hours > 24 || Number(minute) > 59 || Number(second) > 60) return null;
  const millis = fraction === "" ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
  const zone = zoneOf(half ? rest.replace(/^[ap]\.?m\.?\s*/i, "") : rest);
  return known(
    Date.UTC(yearOf(year ?? ""), month, dayNumber, hours, Number(minute), Number(second), millis) - zone * 60_000,
  );
}

function zoneOf(rest: string): number {
  const offset = /^(?:GMT|UTC)?\s*([+-])(\d{1,2}?):?(\d{2})?(?!\d)/i.exec(rest);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    return offset[1] === "-" ? -minutes : minutes;
  }
  return ZONES[(/^[a-z]+/i.exec(rest)?.[0] ?? "").toLowerCase()] ?? 0;
}

function fromNumber(value: number): number | null {
  if (!Number.isFinite(value) || value <= 0) return null;
  // Days since 1899-12-30, as spreadsheets count: 20,000 is 1954, 80,000 is 2119.
  if (value >= 20_000 && value < 80_000) return known(Math.round((value - 25_569) * 86_400_000));
  if (value < 1e8) return null;
  if (value < 1e11) return known(Math.round(value * 1000));
  if (value < 1e14) return known(Math.round(value));
  return value < 1e17 ? known(Math.round(value / 1000)) : known(Math.round(value / 1e6));
}

/** The years a database and a calendar can show. */
function known(time: number): number | null {
  return Number.isFinite(time) && Math.abs(time) < 8.64e15 ? time : null;
}
