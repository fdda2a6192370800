/** Words for days as they are seen from the day somebody writes: today, morgen, hier. Pure. */

const DAY_MS = 86_400_000;
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

const NEXT_WEEK = words(
  "next week|nächste[rn]? woche|kommende[rn]? woche|(?:la )?semaine prochaine|próxima semana|semana que viene|settimana prossima|prossima settimana|volgende week",
);
const MONTH_END = words(
  "end of (?:the |this )?month|month[- ]end|monatsende|ende des monats|fin d[eu] mois|fin de mes",
);

export const namesNextWeek = (text: string) => NEXT_WEEK.test(text);
export const namesMonthEnd = (text: string) => MONTH_END.test(text);

/** The same day so many months later, the month's last where it has no such day. In days since 1970. */
export function addMonths(day: number, count: number): number {
  const at = new Date(day * DAY_MS);
  const month = at.getUTCMonth() + count;
  const last = new Date(Date.UTC(at.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return Date.UTC(at.getUTCFullYear(), month, Math.min(at.getUTCDate(), last)) / DAY_MS;
}
