"use client";
import type { Ref } from "react";
import { RowMarks } from "#components/datasets/row-marks";
import { TickBox } from "#components/datasets/tick-box";
import { Time } from "#components/ui/time";
import { useFormat } from "#lib/client/format";
import type { EmailRow } from "#lib/datasets/view";

type Props = {
  ref: Ref<HTMLDivElement>;
  row: EmailRow;
  index: number;
  top: number;
  isTabStop: boolean;
  onFocus: () => void;
  onOpen: () => void;
  onChoose: (leftOut: boolean) => void;
};

/** One email: a line where it is wide, two where it is narrow. Ticked means that it will be summarised. */
export function EmailGridRow({ ref, row, index, top, isTabStop, onFocus, onOpen, onChoose }: Props) {
  const format = useFormat();
  const subject = row.subject || "No subject";
  const isOut = row.leftOut;
  return (
    // biome-ignore lint/a11y: a row of a positioned grid; its keys are handled by the grid
    <div
      ref={ref}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={!isOut}
      data-index={index}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={onFocus}
      onClick={onOpen}
      style={{ transform: `translateY(${top}px)` }}
      className={`email-columns absolute inset-x-0 top-0 cursor-pointer border-b border-separator py-2 pr-4 pl-2 text-sm hover:bg-surface-secondary focus-visible:-outline-offset-2 sm:pr-6 sm:pl-4 ${isOut ? "text-muted" : ""}`}
    >
      {/* biome-ignore lint/a11y: stops the click on the box from opening the email */}
      <div role="gridcell" className="email-tick" onClick={(event) => event.stopPropagation()}>
        <TickBox
          label={`Summarise “${subject}”`}
          isTicked={!isOut}
          onChange={(isTicked) => onChoose(!isTicked)}
          tabIndex={-1}
        />
      </div>
      {/* biome-ignore lint/a11y: a cell of the grid */}
      <div
        role="gridcell"
        className={`truncate font-medium ${isOut ? "line-through decoration-1" : ""}`}
        title={row.sender}
      >
        {row.sender || "No sender"}
      </div>
      {/* biome-ignore lint/a11y: a cell of the grid */}
      <div role="gridcell" className="email-subject flex min-w-0 items-center gap-2" title={row.subject}>
        <span className={`truncate ${isOut ? "line-through decoration-1" : ""}`}>{subject}</span>
        <RowMarks row={row} />
      </div>
      {/* biome-ignore lint/a11y: a cell of the grid */}
      <div role="gridcell" className="numbers text-right whitespace-nowrap text-muted">
        <Time at={row.date} />
      </div>
      {/* biome-ignore lint/a11y: a cell of the grid */}
      <div role="gridcell" className="email-size numbers text-right whitespace-nowrap text-muted">
        {format.bytes(row.bytes)}
      </div>
    </div>
  );
}
