"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { searchTerms } from "#components/summaries/marks";
import { TableHead } from "#components/summaries/table-head";
import { TableRow } from "#components/summaries/table-row";
import type { SummaryRow, SummarySort } from "#lib/summaries/view";

const ROW_HEIGHT = 76;
const FIRST_VIEW = { width: 1280, height: 900 };

type Props<R extends SummaryRow> = {
  rows: R[];
  /** What the grid is called. */
  label?: string;
  /** Why a row was found. */
  whyOf?: (row: R) => string;
  /** Address of a row's summary; a plain click goes to `onOpen` when that is given. */
  hrefOf: (row: SummaryRow) => string;
  onOpen?: (row: SummaryRow) => void;
  openId?: number | null;
  /** What was searched for: its words are marked. */
  query?: string;
  /** Number of all rows, -1 when it is not known. */
  rowCount?: number;
  /** Rows of the search before, still shown while the next ones are on their way. */
  isStale?: boolean;
  hasMore?: boolean;
  onMore?: () => void;
  sort?: SummarySort;
  onSort?: (sort: SummarySort) => void;
};

/**
 * Summaries as a grid that becomes cards where it is narrow. Only the rows in view are in the page, so that
 * 200,000 scroll as lightly as ten. One Tab stop; arrows, Home and End move, Enter opens.
 */
export function SummariesTable<R extends SummaryRow>(props: Props<R>) {
  const { rows, hrefOf, onOpen, openId = null, query = "", rowCount = rows.length, isStale = false } = props;
  const terms = useMemo(() => searchTerms(query), [query]);
  const body = useRef<HTMLDivElement>(null);
  const { virtualizer, margin } = useRowWindow(body, rows);
  const items = virtualizer.getVirtualItems();
  const { active, setActive, move } = useRoving(body, rows, openId, virtualizer.scrollToIndex);

  const last = items.at(-1)?.index ?? 0;
  const { hasMore, onMore } = props;
  useEffect(() => {
    if (hasMore && last >= rows.length - 12) onMore?.();
  }, [hasMore, onMore, last, rows.length]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are positioned, which a table element does not allow
    <div
      role="grid"
      aria-label={props.label ?? "Summaries"}
      aria-rowcount={rowCount < 0 ? -1 : rowCount + 1}
      aria-colcount={5}
      aria-busy={isStale}
      tabIndex={-1}
      className="panel @container/summaries w-full overflow-clip outline-none"
      onKeyDown={move}
    >
      <TableHead sort={props.sort} onSort={props.onSort} />
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div
        ref={body}
        role="rowgroup"
        className={`relative ${isStale ? "stale" : ""}`}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <TableRow
              key={row.id}
              ref={virtualizer.measureElement}
              row={row}
              index={item.index}
              top={item.start - margin}
              terms={terms}
              href={hrefOf(row)}
              isOpen={row.id === openId}
              isTabStop={item.index === active}
              why={props.whyOf?.(row)}
              onFocus={setActive}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}

function useRowWindow(body: React.RefObject<HTMLDivElement | null>, rows: SummaryRow[]) {
  const [margin, setMargin] = useState(0);
  // Whatever stands above the rows may grow or shrink (filters, notices); the page's height changes with it.
  useLayoutEffect(() => {
    const measure = () =>
      setMargin(body.current ? Math.round(body.current.getBoundingClientRect().top + window.scrollY) : 0);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [body]);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
    scrollMargin: margin,
    initialRect: FIRST_VIEW,
    initialOffset: 0,
  });
  return { virtualizer, margin };
}

/** Arrow keys move the one Tab stop from row to row; it follows the open summary. */
function useRoving(
  body: React.RefObject<HTMLDivElement | null>,
  rows: SummaryRow[],
  openId: number | null,
  scrollTo: (index: number, options?: { align?: "auto" }) => void,
) {
  const [active, setActive] = useState(0);
  const openIndex = openId === null ? -1 : rows.findIndex((row) => row.id === openId);
  const followed = useRef<number | null>(null);
  useEffect(() => {
    if (openIndex < 0 || followed.current === openId) return;
    followed.current = openId;
    setActive(openIndex);
    scrollTo(openIndex, { align: "auto" });
    if (body.current?.contains(document.activeElement)) focusRow(body, openIndex);
  }, [openIndex, openId, scrollTo, body]);

  function move(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || openId !== null) return;
    const page = Math.max(1, Math.floor(window.innerHeight / ROW_HEIGHT) - 2);
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    };
    const target = steps[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const index = Math.max(0, Math.min(rows.length - 1, target));
    setActive(index);
    scrollTo(index, { align: "auto" });
    focusRow(body, index);
  }
  return { active: Math.min(active, Math.max(0, rows.length - 1)), setActive, move };
}

/** Waits a frame: the row may only come into the page by the scroll before. */
function focusRow(body: React.RefObject<HTMLDivElement | null>, index: number) {
  requestAnimationFrame(() =>
    body.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus({ preventScroll: true }),
  );
}
