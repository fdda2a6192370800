/** The words that numbers are written with, in the languages whose digits and words people mix most. Pure. */

/** Numbers below a hundred, and what other languages write as one word. */
export const SMALL = new Map<string, number>();
for (const [value, names] of Object.entries({
  0: "zero",
  1: "one один",
  2: "two zwei deux dos due duas dois twee dwa две два",
  3: "three drei trois tres tre três drie trzy три",
  4: "four vier quatre cuatro quattro quatro cztery четыре",
  5: "five fünf cinq cinco cinque vijf pięć пять",
  6: "six sechs seis sei zes sześć шесть",
  7: "seven sieben sept siete sette sete zeven siedem семь",
  8: "eight acht huit ocho otto oito osiem восемь",
  9: "nine neun neuf nueve nove negen dziewięć девять",
  10: "ten zehn dix diez dieci dez tien dziesięć десять",
  11: "eleven elf onze once undici jedenaście",
  12: "twelve zwölf douze doce dodici doze twaalf dwanaście dozen",
  13: "thirteen dreizehn treize trece",
  14: "fourteen vierzehn quatorze catorce",
  15: "fifteen fünfzehn quinze quince",
  16: "sixteen sechzehn seize dieciséis",
  17: "seventeen siebzehn diecisiete",
  18: "eighteen achtzehn dieciocho",
  19: "nineteen neunzehn diecinueve",
  20: "twenty zwanzig vingt veinte venti vinte twintig",
  25: "veinticinco venticinque",
  30: "thirty dreißig trente treinta trenta dertig",
  40: "forty vierzig quarante cuarenta quaranta veertig",
  50: "fifty fünfzig cinquante cincuenta cinquanta vijftig",
  60: "sixty sechzig soixante sesenta sessanta zestig",
  70: "seventy siebzig setenta settanta zeventig",
  80: "eighty achtzig ochenta ottanta tachtig",
  90: "ninety neunzig noventa novanta negentig",
  100: "hundert einhundert cent cien cento honderd",
  200: "doscientos doscientas duecento tweehonderd",
  300: "trescientos trescientas trecento driehonderd",
  500: "quinientos quinientas cinquecento vijfhonderd",
  1000: "tausend eintausend",
}))
  for (const name of names.split(" ")) SMALL.set(name, Number(value));

const UNITS = "ein zwei drei vier fünf sechs sieben acht neun".split(" ");
const TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split(" ");
for (const [one, unit] of UNITS.entries()) {
  for (const [ten, name] of TENS.entries()) SMALL.set(`${unit}und${name}`, 20 + 10 * ten + one + 1);
  SMALL.set(`${unit}hundert`, 100 * (one + 1));
  SMALL.set(`${unit}tausend`, 1000 * (one + 1));
}

/** What a number before it is multiplied by. A dozen also stands alone. */
export const MULTIPLES = new Map<string, number>();
for (const [value, names] of Object.entries({
  12: "dozen",
  100: "hundred cent cents",
  1000: "thousand mille mil mila duizend",
  1000000: "million millions millionen millón millones milioni milhões miljoen",
  1000000000: "billion milliarde milliarden milliard milliards miliardi miljard",
}))
  for (const name of names.split(" ")) MULTIPLES.set(name, Number(value));

/** What counts places: its number is told, but hardly claimed. */
export const ORDINALS = new Map<string, number>();
for (const [at, name] of "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
  .split(" ")
  .entries())
  ORDINALS.set(name, at + 1);
for (const [at, stem] of "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte".split(" ").entries())
  for (const ending of ["", "n", "r", "s", "m"]) ORDINALS.set(stem + ending, at + 1);

/** Spans of time by how many minutes they last; a month has 30 days, a year twelve months. */
export const UNIT_MINUTES: [RegExp, number][] = [
  [/^(?:minutes?|mins?|minuten?|minutos?|minut[oi]|minuut|minut\p{L}*|минут\p{L}*)$/iu, 1],
  [/^(?:hours?|hrs?|stunden?|heures?|horas?|or[ae]|uur|uren|godzin\p{L}*|час\p{L}*)$/iu, 60],
  [/^(?:days?|tage?n?|jours?|días?|giorni|dias?|dagen|dni|дн\p{L}*)$/iu, 1_440],
  [/^(?:weeks?|wochen?|semaines?|semanas?|settiman[ae]|weken|tygodni\p{L}*|недел\p{L}*)$/iu, 10_080],
  [/^(?:months?|monaten?|mois|mes(?:es)?|mesi|maanden|miesi\p{L}*|месяц\p{L}*)$/iu, 43_200],
  [/^(?:years?|jahren?|ans|années?|años?|ann[io]|anos?|jaar|lat|лет|года?)$/iu, 518_400],
];

/** A unit of time in the singular or the plural, of those that "a" and "half a" stand before. */
export const UNIT =
  /^(?:minutes?|hours?|days?|weeks?|months?|years?|minute|stunde|tag|woche|monat|jahr|heure|jour|semaine|hora|día|semana|año|ora|giorno|settimana|dag|uur)$/iu;
