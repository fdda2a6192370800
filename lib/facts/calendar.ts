/** Names of months and weekdays in the languages that emails come in. Pure. */

import { wordsOf } from "#lib/facts/words";

/** A weekday (0 is Sunday) or a month (1 to 12) that stands alone. */
export type FoundName = { start: number; end: number; value: number };

const MONTH_NAMES = [
  "january januar janvier enero gennaio januari janeiro stycz января янв",
  "february februar février fevrier febrero febbraio februari fevereiro lut февраля фев",
  "march märz maerz mars marzo maart março marc марта мар",
  "april avril abril aprile kwie апреля апр",
  "may mai mayo maggio mei maio maj мая",
  "june juni juin junio giugno junho czerwc июня июн",
  "july juli juillet julio luglio julho lip июля июл",
  "august août aout agosto augustus sierp августа авг",
  "september septembre septiembre settembre setembro wrze сентября сен",
  "october oktober octobre octubre ottobre outubro październik octobre октября окт",
  "november novembre noviembre novembro listopad ноября ноя",
  "december dezember décembre decembre diciembre dicembre dezembro grud декабря дек",
];
const SHORT_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
/** Every name of a month, long and short, in lower case. */
export const MONTHS = new Map<string, number>();
for (const [at, names] of MONTH_NAMES.entries()) for (const name of names.split(" ")) MONTHS.set(name, at + 1);
for (const [at, name] of SHORT_MONTHS.entries()) MONTHS.set(name, at + 1);
for (const [name, month] of Object.entries({
  sept: 9,
  okt: 10,
  dez: 12,
  mrz: 3,
  ene: 1,
  ago: 8,
  dic: 12,
  déc: 12,
  juil: 7,
  janv: 1,
  févr: 2,
  avr: 4,
  set: 9,
  ott: 10,
  gen: 1,
  out: 10,
}))
  MONTHS.set(name, month);
const WEEKDAYS: [RegExp, number][] = [
  [/^(?:sun(?:day)?s?|sonntags?|dimanche|domingo|domenica|zondag|niedziel\p{L}*|воскресень\p{L}*|日曜日?)$/iu, 0],
  [/^(?:mon(?:day)?s?|montags?|lundi|lunes|lunedì|segunda|maandag|poniedział\p{L}*|понедельник\p{L}*|月曜日?)$/iu, 1],
  [/^(?:tue(?:s|sday)?s?|dienstags?|mardi|martes|martedì|terça|dinsdag|wtor\p{L}*|вторник\p{L}*|火曜日?)$/iu, 2],
  [/^(?:wed(?:nesday)?s?|mittwochs?|mercredi|miércoles|mercoledì|quarta|woensdag|środ\p{L}*|сред[ауы]|水曜日?)$/iu, 3],
  [
    /^(?:thu(?:r|rs|rsday)?s?|donnerstags?|jeudi|jueves|giovedì|quinta|donderdag|czwart\p{L}*|четверг\p{L}*|木曜日?)$/iu,
    4,
  ],
  [/^(?:fri(?:day)?s?|freitags?|vendredi|viernes|venerdì|sexta|vrijdag|piąt\p{L}*|пятниц\p{L}*|金曜日?)$/iu, 5],
  [/^(?:sat(?:urday)?s?|samstags?|sonnabends?|samedi|sábado|sabato|zaterdag|sobot\p{L}*|суббот\p{L}*|土曜日?)$/iu, 6],
];

/** Weekdays, in any of the languages that files come in. */
export function findWeekdays(text: string): FoundName[] {
  // "sun", "sat" and "mon" are words too.
  return findNamed(text, (word) => {
    const value = WEEKDAYS.find(([pattern]) => pattern.test(word))?.[1];
    return word.length === 3 && !/^\p{Lu}/u.test(word) ? undefined : value;
  });
}

/** Months without a day ("in March", "end of July"). */
export function findMonths(text: string): FoundName[] {
  // "may" and "mar" are words too; and a short form hardly stands alone.
  return findNamed(text, (word) =>
    word.length <= 3 && !/^\p{Lu}/u.test(word) ? undefined : monthOf(word) || undefined,
  );
}

/** The number of a month by its name, 1 to 12; 0 when it is none. */
export function monthOf(word: string): number {
  const lower = word.toLowerCase().replace(/\.$/, "");
  const known = MONTHS.get(lower);
  if (known) return known;
  if (lower.length < 5) return 0;
  return SLAVIC.findIndex((stem) => lower.startsWith(stem)) + 1;
}

const SLAVIC = "stycz lut marca kwie maja czerwc lip sierp wrze październik listopad grud".split(" ");

/** The words of a text that `read` knows. A text has few words, again and again: each is looked at once. */
function findNamed(text: string, read: (word: string) => number | undefined): FoundName[] {
  const values = new Map<string, number | undefined>();
  const found: FoundName[] = [];
  for (const { start, end, word } of wordsOf(text)) {
    if (!values.has(word)) values.set(word, read(word));
    const value = values.get(word);
    if (value !== undefined) found.push({ start, end: text.startsWith("-feira", end) ? end + 6 : end, value });
  }
  return found;
}
