"use client";

import Link from "next/link";
import { type KeyboardEvent, useRef, useState } from "react";
import { barWords } from "#components/insight/bar-words";
import { useFormat } from "#lib/client/format";
import type { VolumeBar, VolumeView } from "#lib/insight/view";

type Props = { volume: VolumeView; hrefOf: (bar: VolumeBar) => string };

/** Emails over time as bars. One stop for Tab; the arrow keys go from bar to bar, and Enter opens its emails. */
export function VolumeChart({ volume: { bars, unit }, hrefOf }: Props) {
  const format = useFormat();
  const list = useRef<HTMLUListElement>(null);
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const fullest = bars.findIndex((bar) => bar.count === most);
  const [shown, setShown] = useState<number | null>(null);
  const [stop, setStop] = useState(fullest);
  const place = bars[stop]?.count ? stop : fullest;
  const words = (bar: VolumeBar) => `${barWords(bar, unit, format)}: ${format.count(bar.count, "email")}`;

  function go(event: KeyboardEvent, from: number) {
    const filled = bars.flatMap((bar, at) => (bar.count > 0 ? [at] : []));
    const goals: Record<string, number | undefined> = {
      ArrowRight: filled.find((at) => at > from),
      ArrowLeft: filled.findLast((at) => at < from),
      Home: filled[0],
      End: filled.at(-1),
    };
    const goal = goals[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    setStop(goal);
    list.current?.querySelector<HTMLElement>(`[data-bar="${goal}"]`)?.focus();
  }

  const first = bars[0];
  const last = bars.at(-1);
  const told = bars[shown ?? fullest];
  return (
    <div className="flex flex-col gap-2">
      <p className="numbers min-h-6 text-sm text-muted">
        {told ? `${shown === null ? "Most: " : ""}${words(told)}` : null}
      </p>
      <div className="relative">
        <div aria-hidden className="pointer-events-none absolute inset-0 flex flex-col justify-between">
          {[most, most / 2, 0].map((value) => (
            <span key={value} className="numbers relative h-0 border-t border-separator text-xs text-muted">
              {value > 0 && Number.isInteger(value) ? (
                <span className="absolute start-0 top-0.5 rounded bg-surface/80 px-1">{format.number(value)}</span>
              ) : null}
            </span>
          ))}
        </div>
        <ul ref={list} aria-label={`Emails per ${unit}`} className="relative flex h-44 items-end gap-px">
          {bars.map((bar, at) => (
            <li key={bar.from} className="flex h-full min-w-0 flex-1 justify-center">
              {bar.count > 0 ? (
                <Link
                  prefetch={false}
                  href={hrefOf(bar)}
                  data-bar={at}
                  aria-label={words(bar)}
                  tabIndex={at === place ? 0 : -1}
                  onFocus={() => {
                    setShown(at);
                    setStop(at);
                  }}
                  onBlur={() => setShown(null)}
                  onMouseEnter={() => setShown(at)}
                  onMouseLeave={() => setShown(null)}
                  onKeyDown={(event) => go(event, at)}
                  className="group flex h-full w-full max-w-16 items-end"
                >
                  <span
                    className="w-full rounded-t-sm bg-accent/75 group-hover:bg-accent group-focus:bg-accent"
                    style={{ height: `max(2px, ${(100 * bar.count) / most}%)` }}
                  />
                </Link>
              ) : null}
            </li>
          ))}
        </ul>
      </div>
      <p aria-hidden className="numbers flex justify-between gap-4 text-xs text-muted">
        <span>{first ? barWords(first, unit, format) : null}</span>
        {last && bars.length > 1 ? <span>{barWords(last, unit, format)}</span> : null}
      </p>
    </div>
  );
}
