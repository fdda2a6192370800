"use client";
import { ProgressBar } from "@heroui/react/progress-bar";
import type { Tone } from "#components/ui/status-badge";
import { useFormat } from "#lib/client/format";

type Props = {
  /** What is measured, e.g. "Emails answered": the bar's accessible name. */
  label: string;
  done: number;
  /** null when the end is not known. */
  total: number | null;
  tone?: Tone;
  /** Replaces "412 of 1,000" beside the bar, e.g. sizes. */
  text?: string;
  /** Whether label and numbers are shown above the bar, or only told to screen readers. */
  isQuiet?: boolean;
};

const COLOURS = { neutral: "default", busy: "accent", good: "success", warn: "warning", bad: "danger" } as const;

/** A progress bar that always comes with its numbers. */
export function Progress({ label, done, total, tone = "busy", text, isQuiet = false }: Props) {
  const format = useFormat();
  const words = text ?? (total === null ? format.number(done) : `${format.number(done)} of ${format.number(total)}`);
  return (
    <div className="min-w-0">
      {isQuiet ? null : (
        <div aria-hidden className="mb-1.5 flex items-baseline justify-between gap-3 text-sm">
          <span className="min-w-0 truncate">{label}</span>
          <span className="numbers shrink-0 text-muted">{words}</span>
        </div>
      )}
      <ProgressBar
        aria-label={label}
        className="block w-full"
        color={COLOURS[tone]}
        isIndeterminate={total === null}
        maxValue={Math.max(total ?? 1, 1)}
        minValue={0}
        size="sm"
        value={total === null ? 0 : Math.min(done, total)}
        valueLabel={words}
      >
        <ProgressBar.Track>
          <ProgressBar.Fill />
        </ProgressBar.Track>
      </ProgressBar>
    </div>
  );
}
