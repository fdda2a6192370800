"use client";

import { Button } from "@heroui/react/button";
import { ToggleButton } from "@heroui/react/toggle-button";
import { BadgeCheck, Pencil, Sparkles, ThumbsDown, ThumbsUp } from "lucide-react";
import { usePanelKeys } from "#components/summaries/panel-keys";
import type { SummaryWork } from "#components/summaries/use-summary-work";
import { useFormat } from "#lib/client/format";
import type { SummaryRow } from "#lib/summaries/view";

type Props = { row: SummaryRow; work: SummaryWork; onEdit: () => void; onLike: () => void };

/** What a reader can do with a summary: correct it, approve it, find what is like it, rate it. e edits, r approves. */
export function ReviewBar({ row, work, onEdit, onLike }: Props) {
  const isReviewed = row.reviewedAt !== null;
  const review = () => {
    work.review(row, !isReviewed);
  };
  usePanelKeys({ e: onEdit, r: review });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button size="sm" variant="secondary" aria-keyshortcuts="e" onPress={onEdit}>
        <Pencil aria-hidden />
        Edit
      </Button>
      <ToggleButton size="sm" aria-keyshortcuts="r" isSelected={isReviewed} onChange={review}>
        <BadgeCheck aria-hidden />
        {isReviewed ? "Reviewed" : "Mark reviewed"}
      </ToggleButton>
      <Button size="sm" variant="outline" onPress={onLike}>
        <Sparkles aria-hidden />
        More like this
      </Button>
      <fieldset className="ms-auto flex gap-1">
        <legend className="sr-only">Rate this summary</legend>
        <Thumb label="Good summary" value={1} row={row} work={work} />
        <Thumb label="Bad summary" value={-1} row={row} work={work} />
      </fieldset>
    </div>
  );
}

function Thumb({ label, value, row, work }: { label: string; value: 1 | -1; row: SummaryRow; work: SummaryWork }) {
  const Icon = value === 1 ? ThumbsUp : ThumbsDown;
  return (
    <ToggleButton
      isIconOnly
      size="sm"
      variant="ghost"
      aria-label={label}
      isSelected={row.rating === value}
      onChange={(isSelected) => work.rate(row, isSelected ? value : null)}
    >
      <Icon aria-hidden />
    </ToggleButton>
  );
}

/** Who corrected and approved a summary, and when. */
export function ReviewLine({ row }: { row: SummaryRow }) {
  const format = useFormat();
  const by = (word: string, who: string, at: number) => `${word}${who ? ` by ${who}` : ""}, ${format.dateTime(at)}`;
  const lines = [
    row.correctedAt === null ? null : by("Corrected", row.correctedBy, row.correctedAt),
    row.reviewedAt === null ? null : by("Reviewed", row.reviewedBy, row.reviewedAt),
  ].filter((line) => line !== null);
  if (lines.length === 0) return null;
  return <p className="text-xs text-muted">{lines.join(" · ")}</p>;
}
