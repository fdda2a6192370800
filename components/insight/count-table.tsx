"use client";

import Link from "next/link";
import { useFormat } from "#lib/client/format";

export type CountRow = { name: string; count: number; href: string | null };

type Props = { caption: string; head: string; rows: CountRow[]; total?: number };

/** Names with their counts, each of which leads to the emails it counts. `total` adds the share. */
export function CountTable({ caption, head, rows, total }: Props) {
  const format = useFormat();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: What scrolls has to be reachable by keyboard.
    <section className="max-h-96 overflow-auto" tabIndex={0} aria-label={caption}>
      <table className="numbers w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="text-left text-muted">
          <tr className="border-b border-border">
            <th scope="col" className="py-2 pe-3 font-medium">
              {head}
            </th>
            <th scope="col" className="py-2 text-right font-medium">
              Emails
            </th>
            {total === undefined ? null : (
              <th scope="col" className="py-2 ps-3 text-right font-medium">
                Share
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, count, href }) => (
            <tr key={`${name} ${href}`} className="border-b border-separator last:border-0">
              <th scope="row" dir="auto" className="py-2 pe-3 text-left font-normal wrap-anywhere">
                {name}
              </th>
              <td className="py-2 text-right">
                {href && count > 0 ? (
                  <Link
                    prefetch={false}
                    className="text-link"
                    href={href}
                    aria-label={`${name}: ${format.count(count, "email")}`}
                  >
                    {format.number(count)}
                  </Link>
                ) : (
                  format.number(count)
                )}
              </td>
              {total === undefined ? null : (
                <td className="py-2 ps-3 text-right text-muted">{total > 0 ? format.percent(count / total) : "–"}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
