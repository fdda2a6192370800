/** Code pages of Windows by what TextDecoder or iconv-lite call them, where that is not "windows-" or "cp" and the number. */
const LABELS: Record<number, string> = {
  932: "shift_jis",
  936: "gbk",
  949: "euc-kr",
  950: "big5",
  20127: "us-ascii",
  20866: "koi8-r",
  21866: "koi8-u",
  50220: "iso-2022-jp",
  50221: "iso-2022-jp",
  50222: "iso-2022-jp",
  51932: "euc-jp",
  51949: "euc-kr",
  52936: "gbk",
  54936: "gb18030",
  65000: "utf-7",
  65001: "utf-8",
};

/** The charset label of a code page; null for none. */
export function labelOfCodepage(page: number | null): string | null {
  if (page === null || page <= 0 || page === 1200) return null;
  if (page >= 28_591 && page <= 28_606) return `iso-8859-${page - 28_590}`;
  if (page === 874 || (page >= 1_250 && page <= 1_258)) return `windows-${page}`;
  return LABELS[page] ?? `cp${page}`;
}

/** The code page that Windows uses for a language, by the low ten bits of a locale id ([MS-LCID] 2.2). */
const LANGUAGES: Record<number, number> = {
  1: 1256,
  2: 1251,
  4: 936,
  5: 1250,
  8: 1253,
  13: 1255,
  14: 1250,
  17: 932,
  18: 949,
  21: 1250,
  24: 1250,
  25: 1251,
  26: 1250,
  27: 1250,
  30: 874,
  31: 1254,
  34: 1251,
  35: 1251,
  36: 1250,
  37: 1257,
  38: 1257,
  39: 1257,
  41: 1256,
  42: 1258,
};

/** Taiwan, Hong Kong and Macau write Chinese in another code page. */
const TRADITIONAL = new Set([0x0404, 0x0c04, 0x1404]);

/** The code page of a Windows locale id; null when it is unknown. */
export function codepageOfLocale(locale: number | null): number | null {
  if (locale === null || locale === 0) return null;
  return TRADITIONAL.has(locale) ? 950 : (LANGUAGES[locale & 0x3ff] ?? 1252);
}
