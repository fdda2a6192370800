/** Words for days as they are seen from the day somebody writes: today, morgen, hier. Pure. */

const words = (list: string) => new RegExp(`(?<!\\p{L})(?:${list})(?!\\p{L})`, "iu");

const RELATIVE: [RegExp, number][] = [
  [words("today|tonight|heute|aujourd['’]hui|hoy|oggi|vandaag|hoje|сегодня|dziś|dzisiaj"), 0],
  // "am Morgen" and "por la mañana" are parts of a day.
  [words("tomorrows?|(?<!(?:am|guten|jeden) )morgen|demain|(?<!la )mañana|domani|amanhã|завтра|jutro"), 1],
  [words("yesterday|last night|gestern|hier|ayer|ieri|gisteren|ontem|вчера|wczoraj"), -1],
];

/** How many days from the writing's own the words of a text lie: 0, 1 and -1, each at most once. */
export function findRelativeDays(text: string): number[] {
  return RELATIVE.filter(([pattern]) => pattern.test(text)).map(([, offset]) => offset);
}
