/** An envelope whose flap stands over the lines of a summary: the letter, folded short. */
function Mark({ className = "size-7" }: { className?: string }) {
  return (
    <svg aria-hidden="true" className={className} fill="none" viewBox="0 0 32 32">
      <rect fill="var(--accent)" height="32" rx="8" width="32" />
      <g stroke="var(--accent-foreground)" strokeLinecap="round" strokeLinejoin="round" strokeWidth="2.4">
        <path d="m7 8.5 9 6.5 9-6.5" />
        <path d="M7 19.5h18M7 24.5h10.5" />
      </g>
    </svg>
  );
}

/** The mark with the name beside it. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2.5">
      <Mark />
      <span className="text-[1.0625rem] font-semibold tracking-[-0.02em]">Mailgist</span>
    </span>
  );
}
