"use client";
import { createContext, useContext, useMemo } from "react";
import {
  formatDate,
  formatDateTime,
  formatExactMoney,
  formatMoney,
  formatMonth,
  formatNumber,
  formatPercent,
  formatSize,
  formatTime,
} from "#lib/format";

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
  const number = (value: number) => formatNumber(value, locale);
  return {
    locale,
    number,
    percent: (share: number) => formatPercent(share, locale),
    date: (at: number | null) => formatDate(at, locale),
    /** A day the provider named, which is the same everywhere: "14 Jan 2027". */
    day: (at: number) => formatDate(at, locale, "UTC"),
    month: (at: number) => formatMonth(at, locale, true),
    dateTime: (at: number | null) => formatDateTime(at, locale),
    time: (at: number) => formatTime(at, locale),
    bytes: (value: number) => formatSize(value, locale),
    money: (value: number) => formatMoney(value, locale),
    /** For what is compared or is a price: "$0.038". */
    exactMoney: (value: number) => formatExactMoney(value, locale),
    /** "1.2 s" */
    seconds: (ms: number) => `${formatNumber(Math.round(ms / 100) / 10, locale, 1)} s`,
    /** "1 email", "64 emails": English words, the reader's digits. */
    count: (value: number, one: string, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`,
  };
}
