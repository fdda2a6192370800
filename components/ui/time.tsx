"use client";
import { useFormat } from "#lib/client/format";

type Props = {
  /** ms since epoch; null says "No date". */
  at: number | null;
  show?: "date" | "dateTime" | "time";
  className?: string;
};

/** A moment in the reader's locale. The server's spelling may differ by a space from the browser's, which is fine. */
export function Time({ at, show = "date", className }: Props) {
  const format = useFormat();
  if (at === null) return <span className={className}>No date</span>;
  const words = show === "time" ? format.time(at) : show === "dateTime" ? format.dateTime(at) : format.date(at);
  return (
    <time className={className} dateTime={toIso(at)} suppressHydrationWarning title={format.dateTime(at)}>
      {words}
    </time>
  );
}

function toIso(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString();
}
