import type { ReactNode } from "react";

/** Ends a step: what will happen in words, and the one primary button. It stays in view where there is room. */
export function StepBar({ words, children }: { words: ReactNode; children: ReactNode }) {
  return (
    <div className="z-20 bg-linear-to-t from-background from-75% to-transparent pt-4 pb-2 tall:sticky tall:bottom-[calc(3.5rem+env(safe-area-inset-bottom))] sm:pb-4 sm:tall:bottom-0">
      <div className="panel flex items-center justify-between gap-x-6 gap-y-3 px-4 py-3 max-[24rem]:flex-wrap sm:px-6">
        <div className="numbers min-w-32 flex-1 text-sm" aria-live="polite">
          {words}
        </div>
        {children}
      </div>
    </div>
  );
}
