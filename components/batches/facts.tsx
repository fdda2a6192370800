import type { ReactNode } from "react";

/** Names and values under each other on a phone, beside each other elsewhere. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[9rem_minmax(0,1fr)]">{children}</dl>;
}

/** One name and its value; ids and sums are set in a fixed-width face. */
export function Fact({ name, isCode = false, children }: { name: string; isCode?: boolean; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted max-sm:mt-1">{name}</dt>
      <dd className={`min-w-0 wrap-anywhere ${isCode ? "font-mono text-[0.8125rem]" : ""}`}>{children}</dd>
    </>
  );
}
