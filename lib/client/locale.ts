/**
 * Picks the reader's locale from an Accept-Language header, so that server and browser write numbers alike.
 * Answers "en" when the header is missing or names nothing that Intl knows.
 */
export function readLocale(acceptLanguage: string | null): string {
  for (const entry of (acceptLanguage ?? "").split(",")) {
    const tag = entry.split(";")[0]?.trim() ?? "";
    if (tag && tag !== "*" && isKnown(tag)) return tag;
  }
  return "en";
}

function isKnown(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}
