import { newestText } from "#lib/emails/newest";

/** An email's newest text, without quoted history, cut to `longest` characters; what is cut off is marked. */
export function shorten(text: string, longest: number): string {
  const newest = newestText(text).text;
  return newest.length <= longest ? newest : `${newest.slice(0, longest).toWellFormed()}\n[…]`;
}

/** Whether shortening would cut an email's newest text. */
export function isCut(text: string, longest: number): boolean {
  return newestText(text).text.length > longest;
}
