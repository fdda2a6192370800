/**
 * How the months begin in the languages of Outlook and spreadsheets, without accents: German, French, Spanish, Italian,
 * Portuguese, Dutch, Russian, Czech, Polish. One line a month; English is part of each.
 */
const STEMS = [
  "jan ene gen янв led sty",
  "feb fev фев uno lut",
  "mar mrt мар bre",
  "apr avr abr апр dub kwi",
  "may mai maj mag mei мая маи kve",
  "jun juin giu июн cerven cze",
  "jul juil lug июл lip",
  "aug aou ago авг srp sie",
  "sep set сен zar wrz",
  "oct okt out ott окт rij paz",
  "nov ноя lis",
  "dec dez dic дек pro gru",
].map((line) => line.split(" "));

/** The month (0 to 11) a word of any of these languages means; -1 when none. */
export function monthOfWord(word: string): number {
  const plain = word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  // Words of one beginning: the Czech July goes on where June stops, November is "listopad" in Czech and Polish.
  if (plain.startsWith("cervenec") || plain.startsWith("cervence")) return 6;
  return STEMS.findIndex((stems) => stems.some((stem) => plain.startsWith(stem)));
}
