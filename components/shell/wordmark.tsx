/** An envelope whose flap opens onto three lines: the letter, folded into its summary. */
export function Mark({ className = "size-7" }: { className?: string }) {
  return (
    <svg aria-hidden="true" className={className} fill="none" viewBox="0 0 32 32">
      <rect fill="var(--accent)" height="32" rx="8" width="32" />
      <path
        d="M6.5 11.2 16 18l9.5-6.8"
        stroke="var(--accent-foreground)"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth="2.2"
      />
      <path
        d="M6.5 17.2v6M25.5 17.2v6M10.8 21.2h10.4M10.8 25h6.4"
        stroke="var(--accent-foreground)"
        strokeLinecap="round"
        strokeWidth="2.2"
      />
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
