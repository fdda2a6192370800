"use client";
import { Button } from "@heroui/react/button";
import { X } from "lucide-react";
import type { EmailFilter } from "#lib/client/dataset-queries";
import { useFormat } from "#lib/client/format";
import type { DatasetView, Show } from "#lib/datasets/view";

type Pointed = { show: Show; label: string; count: number; note: string };

/** What is worth a look in a dataset, with what it means. What is so of every email tells nothing. */
function pointedOut({ emailCount, leftOutCount, pointed }: DatasetView): Pointed[] {
  const all: Pointed[] = [
    {
      show: "duplicates",
      label: "Duplicates",
      count: pointed.duplicates,
      note: "Each of these is in this dataset already. The first one is kept; these are left out unless you tick them.",
    },
    {
      show: "short",
      label: "Very short",
      count: pointed.short,
      note: "Empty, or hardly a sentence of their own: quoted mail and signatures do not count.",
    },
    {
      show: "hidden",
      label: "Hidden text",
      count: pointed.hidden,
      note: "These hold text that a reader cannot see. It is not sent; open one to see what it says.",
    },
    { show: "no-date", label: "No date", count: pointed.noDate, note: "Their file does not say when they were sent." },
    { show: "no-sender", label: "No sender", count: pointed.noSender, note: "Their file does not say who wrote them." },
  ];
  const left: Pointed = { show: "left-out", label: "Left out", count: leftOutCount, note: "These will not be sent." };
  return [...all.filter(({ count }) => count > 0 && count < emailCount), ...(leftOutCount > 0 ? [left] : [])];
}

type Props = { dataset: DatasetView; filter: EmailFilter; onChange: (change: Partial<EmailFilter>) => void };

/** What is pointed out among the emails, each a filter with its number. Nothing when there is nothing to point out. */
export function EmailFilters({ dataset, filter, onChange }: Props) {
  const format = useFormat();
  const chips = pointedOut(dataset);
  if (chips.length === 0 && filter.show === null && filter.thread === null) return null;
  return (
    <fieldset className="flex flex-wrap items-center gap-2 px-4 pt-3 sm:px-6">
      <legend className="sr-only">Show</legend>
      <Chip
        label="All"
        count={format.number(dataset.emailCount)}
        isOn={filter.show === null && filter.thread === null}
        onPress={() => onChange({ show: null, thread: null })}
      />
      {chips.map(({ show, label, count }) => (
        <Chip
          key={show}
          label={label}
          count={format.number(count)}
          isOn={filter.show === show}
          onPress={() => onChange({ show: filter.show === show ? null : show, thread: null })}
        />
      ))}
      {filter.thread === null ? null : (
        <Chip label="One conversation" isOn isRemovable onPress={() => onChange({ thread: null })} />
      )}
    </fieldset>
  );
}

type ChipProps = { label: string; count?: string; isOn: boolean; isRemovable?: boolean; onPress: () => void };

function Chip({ label, count, isOn, isRemovable = false, onPress }: ChipProps) {
  const look = isOn
    ? "border-transparent bg-accent-soft text-accent-soft-foreground"
    : "border-border text-muted hover:bg-surface-secondary hover:text-foreground";
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onPress}
      className={`numbers inline-flex min-h-7 items-center gap-1.5 rounded-full border px-3 py-0.5 text-[0.8125rem] font-medium outline-none focus-visible:ring-2 focus-visible:ring-focus focus-visible:ring-offset-2 focus-visible:ring-offset-background ${look}`}
    >
      {label} {count === undefined ? null : <span className="font-normal">{count}</span>}
      {isRemovable ? <X aria-hidden className="size-3.5" /> : null}
    </button>
  );
}

type BarProps = {
  dataset: DatasetView;
  filter: EmailFilter;
  /** Whether any email shown is taken in. */
  hasTakenIn: boolean;
  onLeaveOut: (leftOut: boolean) => void;
};

/** What the emails shown have in common, and one click that leaves all of them out or takes them back in. */
export function FilterBar({ dataset, filter, hasTakenIn, onLeaveOut }: BarProps) {
  const chip = pointedOut(dataset).find(({ show }) => show === filter.show);
  const note = filter.thread === null ? chip?.note : "The emails of one conversation, duplicates included.";
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 pt-3 text-sm sm:px-6">
      <p className="max-w-prose min-w-0 text-muted">{note ?? "The emails that match."}</p>
      <Button size="sm" variant="secondary" onPress={() => onLeaveOut(hasTakenIn)}>
        {hasTakenIn ? "Leave these out" : "Take these back in"}
      </Button>
    </div>
  );
}
