"use client";
import { EyeOff, MessagesSquare } from "lucide-react";
import { useFormat } from "#lib/client/format";
import type { EmailRow } from "#lib/datasets/view";

const MOST_COUNTED = 100;

/** What is special about an email in a list: a duplicate, a part of a conversation, a holder of hidden text. */
export function RowMarks({ row }: { row: EmailRow }) {
  const format = useFormat();
  const count =
    row.threadCount >= MOST_COUNTED ? `${format.number(MOST_COUNTED - 1)}+` : format.number(row.threadCount);
  return (
    <>
      {row.isDuplicate ? <Mark words="Duplicate" /> : null}
      {row.isHiding ? (
        <span title="Holds text that a reader cannot see" className="shrink-0 text-warning-soft-foreground">
          <EyeOff aria-hidden className="size-3.5" />
          <span className="sr-only">Hidden text</span>
        </span>
      ) : null}
      {row.threadCount > 1 ? (
        <span
          title={`${count} emails in this conversation`}
          className="numbers inline-flex shrink-0 items-center gap-1 text-xs text-muted"
        >
          <MessagesSquare aria-hidden className="size-3.5" />
          {count}
          <span className="sr-only"> in this conversation</span>
        </span>
      ) : null}
    </>
  );
}

function Mark({ words }: { words: string }) {
  return (
    <span className="shrink-0 rounded-full bg-default px-2 text-xs leading-5 font-medium text-default-foreground">
      {words}
    </span>
  );
}
