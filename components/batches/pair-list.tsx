"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { PairItem } from "#components/batches/pair-item";
import type { CompareWork } from "#components/batches/use-compare";
import type { Pair } from "#lib/summaries/compare-view";

const ROW_HEIGHT = 220;
const FIRST_VIEW = { width: 1280, height: 900 };

type Props = {
  rows: Pair[];
  names: [string, string];
  work: CompareWork;
  hasMore: boolean;
  onMore: () => void;
};

/** Pairs of summaries as a list of which only what is in view is in the page, so that 50,000 scroll like ten. */
export function PairList({ rows, names, work, hasMore, onMore }: Props) {
  const body = useRef<HTMLUListElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setMargin(body.current ? body.current.getBoundingClientRect().top + window.scrollY : 0);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 4,
    gap: 12,
    scrollMargin: margin,
    initialRect: FIRST_VIEW,
    getItemKey: (index) => rows[index]?.emailId ?? index,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && last >= rows.length - 8) onMore();
  }, [hasMore, onMore, last, rows.length]);
  return (
    <ul
      ref={body}
      aria-label="Emails of both batches"
      className="relative"
      style={{ height: virtualizer.getTotalSize() }}
    >
      {items.map((item) => {
        const pair = rows[item.index];
        if (!pair) return null;
        return (
          <li
            key={item.key}
            ref={virtualizer.measureElement}
            data-index={item.index}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${item.start - margin}px)` }}
          >
            <PairItem pair={pair} names={names} work={work} />
          </li>
        );
      })}
    </ul>
  );
}
