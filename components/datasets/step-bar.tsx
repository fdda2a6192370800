import type { ReactNode } from "react";

/** Ends a step: what will happen in words, and the one primary button. It stays in view where there is room. */
export function StepBar({ words, children }: { words: ReactNode; children: ReactNode }) {
  return (
    <div className="panel z-20 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-3 shadow-overlay tall:sticky tall:bottom-[calc(4rem+env(safe-area-inset-bottom))] sm:px-6 sm:tall:bottom-4">
      <div className="numbers min-w-0 flex-1 basis-48 text-sm" aria-live="polite">
        {words}
      </div>
      <div className="flex flex-wrap items-center gap-2">{children}</div>
    </div>
  );
}
