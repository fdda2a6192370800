/** Numbers as people write them, made comparable: 1.2m = 1,200,000 = 1.200.000 = 1 200 000. Pure. */

import { UNIT_MINUTES } from "#lib/facts/number-words";
import { findShares, findSpelled } from "#lib/facts/spelled";

/** One number in a text. `values`: what it may mean ("18.000" is 18 or 18,000). */
export type FoundNumber = {
  start: number;
  end: number;
  values: number[];
  /** How far off a figure may be that this one rounds: half of its last digit where it is written "1.2m". */
  slack: number;
  isPercent: boolean;
  currency: string | null;
  /** Minutes in the unit that follows ("2 weeks": 10,080); a month has 30 days; 0 when it is no span of time. */
  unitMinutes: number;
  isSpelled: boolean;
  /** Tells a number without claiming one: "second", "half", the "a" of "a week". */
  isLoose: boolean;
  /** Of several number words. */
  isComposite: boolean;
};

const SCALES: [RegExp, number][] = [
  [/^hundred$/i, 1e2],
  [/^(?:k|tsd\.?|thousand|tausend|mille|mil|mila|duizend|tys\.?|тыс\.?|千)$/iu, 1e3],
  [
    /^(?:m|mm|mn|mio\.?|mln\.?|million(?:s|en|i)?|millón|millones|milione|milhão|milhões|miljoen|млн\.?|миллион\p{L}*)$/iu,
    1e6,
  ],
  [/^(?:bn|mrd\.?|billion(?:s)?|milliarden?|milliards?|miliardi?|miljard|млрд\.?)$/iu, 1e9],
  [/^万$/u, 1e4],
  [/^億$/u, 1e8],
];

const CURRENCIES: Record<string, string> = {
  $: "usd", usd: "usd", dollar: "usd", dollars: "usd", "€": "eur", eur: "eur", euro: "eur", euros: "eur", "£": "gbp",
  gbp: "gbp", pound: "gbp", pounds: "gbp", "¥": "jpy", 円: "jpy", yen: "jpy", chf: "chf", franken: "chf", sek: "sek",
  nok: "nok", dkk: "dkk", zł: "pln", pln: "pln", руб: "rub", рублей: "rub", рубля: "rub", inr: "inr", "₹": "inr",
}; // biome-ignore format: a table

const PERCENT =
  /^[ \u00a0\u202f]?(?:%|percent|pct|prozent|pour cent|por ciento|por cento|per ?cento?|procent|процент)/iu;
const NUMBER =
  /(?<![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}_.,])(?<!(?:^|[^\p{N}])-)([$€£¥₹])?[ \u00a0]?(\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d\p{L}])(?:,\d{1,2}(?!\d))?|\d+(?:[.,'’]\d+)*)/gu;

/** Every number of a text, in digits and in words, in order of their place. */
export function findNumbers(text: string): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const digits = match[2] ?? "";
    const start = match.index + match[0].length - digits.length - (match[1] ? match[0].length - digits.length : 0);
    found.push(describe(text, start, match.index + match[0].length, readDigits(digits), lastDigit(digits), match[1]));
  }
  for (const one of [...findSpelled(text), ...findShares(text)]) {
    const { start, end, value, isLoose, isComposite } = one;
    const read = describe(text, start, end, [value], 1, undefined);
    const isPercent = one.isPercent || read.isPercent;
    found.push({ ...read, isPercent, slack: 0, isSpelled: true, isLoose, isComposite });
  }
  return found.sort((one, other) => one.start - other.start);
}

/** Reads what follows a number: a scale ("million"), a percent sign, a currency, a unit of time. */
function describe(
  text: string,
  start: number,
  numberEnd: number,
  values: number[],
  digit: number,
  sign: string | undefined,
): FoundNumber {
  let end = numberEnd;
  let scale = 1;
  let isPercent = false;
  let currency = sign ? (CURRENCIES[sign] ?? null) : currencyBefore(text, start);
  let unitMinutes = 0;
  for (let count = 0; count < 2 && !isPercent && unitMinutes === 0; count += 1) {
    const next = /^[ \u00a0\u202f-]?(%|[€$£¥円万億千]|\p{L}+)/u.exec(text.slice(end, end + 24));
    const word = next?.[1] ?? "";
    const factor = SCALES.find(([pattern]) => pattern.test(word))?.[1];
    const known = CURRENCIES[word.toLowerCase()];
    if (factor && scale === 1 && isScale(word, next?.[0] ?? "")) scale = factor;
    else if (PERCENT.test(text.slice(end, end + 14))) isPercent = true;
    else if (known) currency = known;
    else {
      unitMinutes = UNIT_MINUTES.find(([pattern]) => pattern.test(word))?.[1] ?? 0;
      break;
    }
    end += next?.[0].length ?? 0;
  }
  const scaled = values.map((value) => Number((value * scale).toPrecision(12)));
  return {
    start,
    end,
    values: scaled,
    slack: scale > 1 ? (digit * scale) / 2 : 0,
    isPercent,
    currency,
    unitMinutes,
    isSpelled: false,
    isLoose: false,
    isComposite: false,
  };
}

/** "5 m" may be metres; "5m" and "5 million" are not. */
function isScale(word: string, withGap: string): boolean {
  return word.length > 1 || !/^[ \u00a0\u202f-]/.test(withGap) || /[万億千]/u.test(word);
}

function currencyBefore(text: string, start: number): string | null {
  const word = /([\p{L}$€£¥]{1,4})[ \u00a0]?$/u.exec(text.slice(Math.max(0, start - 6), start))?.[1] ?? "";
  return CURRENCIES[word.toLowerCase()] ?? null;
}

/** "1,234.5", "1.234,5", "18.000", "4 850": every value that the digits may stand for. */
function readDigits(digits: string): number[] {
  const plain = digits.replace(/[ \u00a0\u202f'’]/g, "");
  const marks = plain.match(/[.,]/g) ?? [];
  if (marks.length === 0) return [Number(plain)];
  const last = Math.max(plain.lastIndexOf("."), plain.lastIndexOf(","));
  const grouped = Number(plain.replace(/[.,]/g, ""));
  const decimal = Number(`${plain.slice(0, last).replace(/[.,]/g, "")}.${plain.slice(last + 1)}`);
  const isMixed = new Set(marks).size > 1;
  if (isMixed) return [decimal];
  if (marks.length > 1) return [grouped];
  // Nobody writes three decimals that end in a nought.
  return plain.length - last - 1 !== 3 ? [decimal] : plain.endsWith("0") ? [grouped] : [grouped, decimal];
}

/** What the last written digit counts: "2.35" 0.01, "1,200" 1. */
function lastDigit(digits: string): number {
  const decimals = /[.,](\d{1,2})$/.exec(digits)?.[1]?.length ?? 0;
  return 10 ** -decimals;
}
