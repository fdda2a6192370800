"use client";
import { Button } from "@heroui/react/button";
import { useFormat } from "#lib/client/format";

type Props = {
  /** 0-based place of the first one shown. */
  offset: number;
  perPage: number;
  total: number;
  onOffset: (offset: number) => void;
  className?: string;
};

/** "1 to 5 of 74" (one by one: "1 of 74") with Previous and Next; nothing when all fit on one page. */
export function Pager({ offset, perPage, total, onOffset, className = "" }: Props) {
  const format = useFormat();
  if (total <= perPage) return null;
  const last = Math.min(offset + perPage, total);
  return (
    <div className={`numbers flex flex-wrap items-center gap-2 text-sm text-muted ${className}`}>
      <span className="me-auto" aria-live="polite">
        {format.number(offset + 1)}
        {perPage === 1 ? "" : ` to ${format.number(last)}`} of {format.number(total)}
      </span>
      <Button size="sm" variant="tertiary" isDisabled={offset === 0} onPress={() => onOffset(offset - perPage)}>
        Previous
      </Button>
      <Button size="sm" variant="tertiary" isDisabled={last >= total} onPress={() => onOffset(offset + perPage)}>
        Next
      </Button>
    </div>
  );
}
