import { type MouseEvent, memo, type Ref } from "react";
import { ClaimedText } from "#components/summaries/claims";
import { COLUMNS } from "#components/summaries/columns";
import { LookLabel } from "#components/summaries/look-label";
import { Marked } from "#components/summaries/marks";
import { OutcomeLabel } from "#components/summaries/outcome-label";
import { Time } from "#components/ui/time";
import type { SummaryRow } from "#lib/summaries/view";

type Props = {
  row: SummaryRow;
  /** 0-based place among all rows. */
  index: number;
  /** Distance from the top of the rows, pixels. */
  top: number;
  terms: readonly string[];
  href: string;
  isOpen: boolean;
  isTabStop: boolean;
  /** Why it was found. */
  why?: string;
  /** Told its place. */
  onFocus: (index: number) => void;
  onOpen?: (row: SummaryRow) => void;
  ref: Ref<HTMLDivElement>;
};

/** One summary: a row of the table, or a card where the table is narrow. The whole of it is one link. */
export const TableRow = memo(function TableRow(props: Props) {
  const { row, index, top, terms, href, isOpen, isTabStop, why, onFocus, onOpen, ref } = props;
  const sender = row.sender || "No sender";
  const subject = row.subject || "No subject";

  function open(event: MouseEvent) {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!onOpen || !isPlain) return;
    event.preventDefault();
    onOpen(row);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are positioned, which a table row does not allow
    // biome-ignore lint/a11y/useFocusableInteractive: its link takes the focus
    <div
      ref={ref}
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isOpen}
      style={{ transform: `translateY(${top}px)` }}
      className={`absolute inset-x-0 top-0 flex flex-col gap-1 border-b border-separator px-4 py-3 text-sm transition-colors motion-reduce:transition-none @3xl/summaries:items-start @3xl/summaries:px-5 ${COLUMNS} ${isOpen ? "bg-accent-soft" : "hover:bg-surface-secondary"}`}
    >
      <Cell className="flex items-baseline justify-between gap-3 @3xl/summaries:block">
        <span className="min-w-0 truncate @3xl/summaries:line-clamp-2 @3xl/summaries:whitespace-normal">
          <Marked text={sender} terms={terms} />
        </span>
        <span aria-hidden className="shrink-0 text-xs text-muted @3xl/summaries:hidden">
          <Time at={row.date} />
        </span>
      </Cell>
      <Cell className="font-medium text-foreground">
        <a
          href={href}
          tabIndex={isTabStop ? 0 : -1}
          onFocus={() => onFocus(index)}
          onClick={open}
          className="outline-none after:absolute after:inset-0 focus-visible:after:ring-2 focus-visible:after:ring-focus focus-visible:after:ring-inset"
        >
          <span className="line-clamp-2 wrap-anywhere">
            <Marked text={subject} terms={terms} />
          </span>
        </a>
      </Cell>
      <Cell className={row.outcome === "summarised" ? "text-foreground" : "text-muted"}>
        <span className="line-clamp-2 leading-snug wrap-anywhere">
          {row.outcome === "summarised" ? (
            <ClaimedText text={row.text} terms={terms} claims={row.claims} />
          ) : (
            (row.reason ?? "No reason was given.")
          )}
        </span>
        {row.tags.length > 0 ? (
          <span dir="auto" className="mt-1 block truncate text-xs text-muted">
            <Marked text={row.tags.map((tag) => tag.name).join(" · ")} terms={terms} />
          </span>
        ) : null}
        {why ? <span className="mt-1 block text-xs text-muted">{why}</span> : null}
      </Cell>
      <Cell className="sr-only numbers text-muted @3xl/summaries:not-sr-only">
        <Time at={row.date} />
      </Cell>
      <Cell className="mt-0.5 flex flex-wrap items-center gap-x-2 @3xl/summaries:mt-0 @3xl/summaries:block">
        <OutcomeLabel outcome={row.outcome} />
        <span className="block text-xs text-muted">{row.providerName}</span>
        {row.needsLook ? <LookLabel /> : null}
      </Cell>
    </div>
  );
});

function Cell({ className, children }: { className: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid of positioned rows
    // biome-ignore lint/a11y/useFocusableInteractive: the row's link takes the focus
    <div role="gridcell" className={`min-w-0 ${className}`}>
      {children}
    </div>
  );
}
