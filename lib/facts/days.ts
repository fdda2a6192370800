/** Days as people write them, made comparable: 3 May = May 3rd = 03/05 = 5月3日. Pure. */

import { type FoundName, MONTHS, monthOf } from "#lib/facts/calendar";
import { createTaken, endOf } from "#lib/facts/spans";

/** A day somebody named. `month` is 1 to 12; `year` is null when it was not written. */
export type FoundDay = { start: number; end: number; options: Day[] };
export type Day = { year: number | null; month: number; day: number };

const MONTH = `(?:${[...MONTHS.keys()].sort((one, other) => other.length - one.length).join("|")})`;
/** A month's name may go on (Polish and Russian endings), but only the long ones. */
const MONTH_WORD = `(${MONTH})(?![a-zäöüéèûç])\\.?|((?:stycz|lut|kwie|czerwc|lip|sierp|wrze|październik|listopad|grud)\\p{L}{0,4})`;

const TO = "(?:\\s*(?:[-–—/,&]|and|to|until|till|through|bis|und|et|au|y|al|a|e|i|до|и)\\s*(?:the\\s+)?)";
const DAY = "(\\d{1,2})(?:\\.|st|nd|rd|th|er|º)?";
const YEAR = "(?:,?\\s*(?:de\\s+)?(\\d{4}))?";
const DAY_FIRST = new RegExp(
  `(?<![\\d.,:/-])${DAY}(?:${TO}${DAY})?\\s*(?:of\\s+|de\\s+|-)?(?:${MONTH_WORD})${YEAR}`,
  "giu",
);
const MONTH_FIRST = new RegExp(
  `(?<![\\p{L}])(?:${MONTH_WORD})\\s+${DAY}(?![\\d:])(?:${TO}${DAY}(?![\\d:.%]|\\s*(?:am|pm|${MONTH})))?${YEAR}`,
  "giu",
);
const YEAR_FIRST = /(?<!\d)((?:19|20)\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/g;
const NUMERIC =
  /(?<![\d.,/-])(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2})(?!\d)|(?<=\.\d{1,2})\.(?!\d)|(?<=\/\d{1,2})(?![\d/]))/g;
const CJK = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/g;
const ORDINAL =
  /(?<![\p{L}\d])(?:the|le|el|am|den|zum)\s+(\d{1,2})(?:st|nd|rd|th|\.|er)(?!\d)(?!\s*(?:floor|edition|time|place|anniversary|quarter|half|week|month|year|draft|version|round|reminder))/giu;

/** Every day named in a text with its month. Each day of "12 to 19 July" is found by itself. */
export function findDays(text: string): FoundDay[] {
  const found: FoundDay[] = [];
  const taken = createTaken(text.length);
  const add = (start: number, end: number, options: Day[]) => {
    const valid = options.filter(({ month, day }) => month >= 1 && month <= 12 && day >= 1 && day <= 31);
    if (valid.length > 0) found.push({ start, end, options: valid });
    return valid.length > 0;
  };
  for (const match of text.matchAll(YEAR_FIRST)) {
    const [year, month, day] = [Number(match[1]), Number(match[3]), Number(match[4])];
    if (taken.free(match) && add(match.index, endOf(match), [{ year, month, day }])) taken.take(match);
  }
  for (const match of text.matchAll(CJK)) {
    const option = { year: match[1] ? Number(match[1]) : null, month: Number(match[2]), day: Number(match[3]) };
    if (taken.free(match) && add(match.index, endOf(match), [option])) taken.take(match);
  }
  for (const pattern of [DAY_FIRST, MONTH_FIRST]) {
    for (const match of text.matchAll(pattern)) {
      if (!taken.free(match)) continue;
      const isDayFirst = pattern === DAY_FIRST;
      const [one, two, name, ending] = isDayFirst ? match.slice(1, 5) : [match[3], match[4], match[1], match[2]];
      const month = monthOf(name ?? ending ?? "");
      const year = match[5] ? Number(match[5]) : null;
      const second = two
        ? text.indexOf(
            two,
            match.index + (isDayFirst ? (one?.length ?? 0) : match[0].indexOf(one ?? "") + (one?.length ?? 0)),
          )
        : -1;
      add(match.index, two ? Math.max(match.index + 1, second - 1) : endOf(match), [{ year, month, day: Number(one) }]);
      if (two) add(second, endOf(match), [{ year, month, day: Number(two) }]);
      taken.take(match);
    }
  }
  for (const match of text.matchAll(NUMERIC)) {
    if (!taken.free(match)) continue;
    const [one, two] = [Number(match[1]), Number(match[3])];
    const year = match[4] === undefined ? null : match[4].length === 2 ? 2000 + Number(match[4]) : Number(match[4]);
    if (match[2] === "-" && year === null) continue;
    const dayFirst = { year, month: two, day: one };
    const monthFirst = { year, month: one, day: two };
    if (add(match.index, endOf(match), match[2] === "/" || match[2] === "-" ? [dayFirst, monthFirst] : [dayFirst]))
      taken.take(match);
  }
  return found;
}

/** Days named without a month ("by the 18th"). */
export function findOrdinals(text: string): FoundName[] {
  return [...text.matchAll(ORDINAL)].map((match) => ({
    start: match.index,
    end: endOf(match),
    value: Number(match[1]),
  }));
}
