export type Tone = "neutral" | "busy" | "good" | "warn" | "bad";

const TONES: Record<Tone, string> = {
  neutral: "bg-default text-default-foreground",
  busy: "bg-accent-soft text-accent-soft-foreground",
  good: "bg-success-soft text-success-soft-foreground",
  warn: "bg-warning-soft text-warning-soft-foreground",
  bad: "bg-danger-soft text-danger-soft-foreground",
};

/** A few words on where something stands. The dot moves while it is busy; the words say it all. */
export function StatusBadge({ tone, label, isStill = false }: { tone: Tone; label: string; isStill?: boolean }) {
  return (
    <span
      className={`numbers inline-flex max-w-full items-center gap-1.5 rounded-full px-2.5 py-0.5 text-[0.8125rem] leading-5 font-medium ${TONES[tone]}`}
    >
      <span
        aria-hidden
        className={`size-1.5 shrink-0 rounded-full bg-current ${tone === "busy" && !isStill ? "animate-pulse" : ""}`}
      />
      <span className="min-w-0 wrap-anywhere">{label}</span>
    </span>
  );
}
