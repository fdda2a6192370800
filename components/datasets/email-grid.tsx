"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { EmailGridRow } from "#components/datasets/email-grid-row";
import { TickBox } from "#components/datasets/tick-box";
import type { EmailRow } from "#lib/datasets/view";

const ROW_PX = 53;
const AHEAD = 20;

type Props = {
  rows: EmailRow[];
  /** Number of all rows, -1 when it is not known. */
  rowCount: number;
  isStale: boolean;
  hasMore: boolean;
  onMore: () => void;
  onOpen: (id: number) => void;
  onChoose: (row: EmailRow, leftOut: boolean) => void;
  all: { state: "all" | "some" | "none"; label: string; onChange: (leftOut: boolean) => void };
};

/**
 * The emails as a grid that holds only the rows in view. One Tab stop: arrows, Page Up and Down, Home and End move,
 * Enter opens, Space ticks.
 */
export function EmailGrid(props: Props) {
  const { rows, rowCount, isStale, hasMore, onMore, onOpen, onChoose, all } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 10,
    initialRect: { width: 1000, height: 560 },
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - AHEAD) onMore();
  }, [hasMore, last, rows.length, onMore]);

  const tabStop = Math.min(active, Math.max(0, rows.length - 1));
  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !isRow(event.target)) return;
    const row = rows[tabStop];
    if (row && event.key === "Enter") onOpen(row.id);
    else if (row && event.key === " ") onChoose(row, !row.leftOut);
    else {
      const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX) - 1);
      const target = targetOf(event.key, tabStop, page, rows.length);
      if (target === null) return;
      setActive(target);
      virtualizer.scrollToIndex(target, { align: "auto" });
      // The row may only come into the page by that scroll.
      requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${target}"]`)?.focus());
    }
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are positioned, which a table element does not allow
    <div
      ref={scroller}
      role="grid"
      aria-label="Emails"
      aria-rowcount={rowCount < 0 ? -1 : rowCount + 1}
      aria-colcount={5}
      aria-multiselectable
      aria-busy={isStale}
      tabIndex={-1}
      onKeyDown={press}
      className="@container max-h-[min(38rem,70dvh)] overflow-y-auto overscroll-contain rounded-b-2xl border-t border-separator outline-none"
    >
      <EmailGridHead all={all} />
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div
        role="rowgroup"
        className={`relative ${isStale ? "stale" : ""}`}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <EmailGridRow
              key={row.id}
              ref={virtualizer.measureElement}
              row={row}
              index={item.index}
              top={item.start}
              isTabStop={item.index === tabStop}
              onFocus={() => setActive(item.index)}
              onOpen={() => onOpen(row.id)}
              onChoose={(leftOut) => onChoose(row, leftOut)}
            />
          );
        })}
      </div>
    </div>
  );
}

function EmailGridHead({ all }: Pick<Props, "all">) {
  const cell = "text-xs font-medium text-muted";
  return (
    // biome-ignore lint/a11y: a row of the positioned grid
    <div
      role="row"
      aria-rowindex={1}
      className="email-columns sticky top-0 z-10 border-b border-separator bg-surface-secondary py-1.5 pr-4 pl-2 sm:pr-6 sm:pl-4"
    >
      {/* biome-ignore lint/a11y: see above */}
      <div role="columnheader">
        <TickBox
          label={all.label}
          isTicked={all.state !== "none"}
          isPartly={all.state === "some"}
          onChange={() => all.onChange(all.state === "all")}
        />
      </div>
      {["Sender", "Subject", "Date", "Size"].map((name) => (
        // biome-ignore lint/a11y: see above
        <div
          key={name}
          role="columnheader"
          className={`${cell} ${name === "Sender" ? "" : "max-[40rem]:sr-only"} ${name === "Size" || name === "Date" ? "text-right" : ""}`}
        >
          {name === "Sender" ? (
            <>
              <span>Sender</span>
              <span aria-hidden className="sm:hidden">
                {" "}
                and subject
              </span>
            </>
          ) : (
            name
          )}
        </div>
      ))}
    </div>
  );
}

const isRow = (target: EventTarget) => target instanceof HTMLElement && target.dataset.index !== undefined;

function targetOf(key: string, from: number, page: number, count: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: count - 1,
  };
  const target = steps[key];
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target));
}
