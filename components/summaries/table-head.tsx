import { ArrowDown, ArrowUp } from "lucide-react";
import { COLUMNS } from "#components/summaries/columns";
import type { SummarySort } from "#lib/summaries/view";

type Direction = "ascending" | "descending";
type Column = {
  name: string;
  sorts: Partial<Record<SummarySort, Direction>>;
  next?: (now: SummarySort) => SummarySort;
};

const HEAD: Column[] = [
  { name: "Sender", sorts: { sender: "ascending" }, next: (now) => (now === "sender" ? "newest" : "sender") },
  { name: "Subject", sorts: { subject: "ascending" }, next: (now) => (now === "subject" ? "newest" : "subject") },
  { name: "Summary", sorts: {} },
  {
    name: "Date",
    sorts: { "date-desc": "descending", "date-asc": "ascending" },
    next: (now) => (now === "date-desc" ? "date-asc" : "date-desc"),
  },
  { name: "Status", sorts: {} },
];

type Props = { sort?: SummarySort; onSort?: (sort: SummarySort) => void };

/** Column names; those that can be sorted by are buttons. Where rows are cards it is only heard, not seen. */
export function TableHead({ sort = "newest", onSort }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid of positioned rows
    <div role="rowgroup" className="sr-only @3xl/summaries:not-sr-only">
      {/* biome-ignore lint/a11y/useSemanticElements: part of a grid of positioned rows */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus */}
      <div role="row" aria-rowindex={1} className={`${COLUMNS} border-b border-separator px-5 py-1 text-xs text-muted`}>
        {HEAD.map((column) => (
          // biome-ignore lint/a11y/useSemanticElements: part of a grid of positioned rows
          // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
          <div
            key={column.name}
            role="columnheader"
            aria-sort={column.sorts[sort]}
            className="flex min-h-8 items-center"
          >
            {onSort && column.next ? (
              <SortButton
                name={column.name}
                direction={column.sorts[sort]}
                onPress={() => onSort(column.next?.(sort) ?? sort)}
              />
            ) : (
              <span className="font-medium">{column.name}</span>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function SortButton({ name, direction, onPress }: { name: string; direction?: Direction; onPress: () => void }) {
  const Arrow = direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      onClick={onPress}
      className={`-mx-1.5 inline-flex min-h-6 items-center gap-1 rounded-md px-1.5 font-medium outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-focus ${direction ? "text-foreground" : ""}`}
    >
      {name}
      {direction ? <Arrow aria-hidden className="size-3" /> : null}
    </button>
  );
}
