"use client";

import Link from "next/link";
import type { CountRow } from "#components/insight/count-table";
import { useFormat } from "#lib/client/format";

type Props = {
  label: string;
  rows: CountRow[];
  total: number;
  /** Names of people and addresses stay as they are written; words begin with a capital. */
  areNames?: boolean;
  colourOf?: (name: string) => string;
};

/** A ranking as bars, the longest as long as the place allows. Each leads to the emails it counts. */
export function BarList({ label, rows, total, areNames = false, colourOf = () => "bg-accent" }: Props) {
  const format = useFormat();
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <ul aria-label={label} className="-mx-2 flex flex-col">
      {rows.map(({ name, count, href }) => {
        const inside = (
          <>
            <span className="flex items-baseline justify-between gap-3 text-sm">
              <span dir="auto" className={`truncate ${areNames ? "" : "first-letter:uppercase"}`}>
                {name}
              </span>
              <span className="numbers flex shrink-0 items-baseline text-muted">
                <span className="text-foreground">{format.number(count)}</span>
                <span className="sr-only"> emails, </span>
                <span className="min-w-12 text-right">{total > 0 ? format.percent(count / total) : ""}</span>
              </span>
            </span>
            <span aria-hidden className="mt-1 block h-2 overflow-hidden rounded-full bg-default">
              <span
                className={`block h-full rounded-full ${colourOf(name)}`}
                style={{ width: `${(100 * count) / most}%` }}
              />
            </span>
          </>
        );
        return (
          <li key={`${name} ${href}`}>
            {href && count > 0 ? (
              <Link prefetch={false} href={href} className="block rounded-lg px-2 py-1.5 hover:bg-surface-secondary">
                {inside}
              </Link>
            ) : (
              <div className="px-2 py-1.5">{inside}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
