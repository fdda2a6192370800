"use client";
import { createContext, useContext, useMemo } from "react";

/** The reader's locale, given by the layout. */
export const LocaleContext = createContext("en");

export type Format = ReturnType<typeof makeFormat>;

/** Formatters in the reader's locale. Times are milliseconds, sizes bytes, money US dollars. */
export function useFormat(): Format {
  const locale = useContext(LocaleContext);
  return useMemo(() => makeFormat(locale), [locale]);
}

/** Builds the formatters for one locale. */
export function makeFormat(locale: string) {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const one = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const dayAndTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  const money = (value: number, digits: number) =>
    new Intl.NumberFormat(locale, {
      style: "currency",
      currency: "USD",
      currencyDisplay: "narrowSymbol",
      minimumFractionDigits: 2,
      maximumFractionDigits: digits,
    }).format(value);
  return {
    locale,
    number: (value: number) => whole.format(value),
    percent: (value: number) => `${whole.format(value)} %`,
    date: (at: number | null) => (at === null ? "No date" : day.format(at)),
    dateTime: (at: number | null) => (at === null ? "No date" : dayAndTime.format(at)),
    time: (at: number) => clock.format(at),
    /** "1 email", "64 emails": English words, the reader's digits. */
    count: (value: number, one: string, many = `${one}s`) => `${whole.format(value)} ${value === 1 ? one : many}`,
    bytes: (value: number) => {
      const units = ["bytes", "kB", "MB", "GB", "TB"];
      let size = value;
      let unit = 0;
      while (size >= 1000 && unit < units.length - 1) {
        size /= 1000;
        unit += 1;
      }
      return `${(unit === 0 || size >= 100 ? whole : one).format(size)} ${value === 1 ? "byte" : units[unit]}`;
    },
    /** A price as people say it: cents above one cent, four digits below, "under" instead of zero. */
    money: (value: number) => {
      if (value === 0) return money(0, 2);
      if (value < 0.0001) return `under ${money(0.0001, 4)}`;
      return money(value, value < 0.01 ? 4 : 2);
    },
  };
}
