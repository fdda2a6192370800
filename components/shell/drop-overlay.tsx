import { ArrowDownToLine } from "lucide-react";

/** Covers the page while files are dragged over it and says what letting go will do. */
export function DropOverlay({ isAdding }: { isAdding: boolean }) {
  return (
    <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-background/85 p-4 backdrop-blur-xs sm:p-8">
      <div className="grid size-full place-items-center rounded-3xl border-2 border-dashed border-accent bg-accent-soft/60">
        <div className="px-6 text-center text-accent-soft-foreground">
          <ArrowDownToLine aria-hidden className="mx-auto mb-4 size-10" strokeWidth={1.5} />
          <p className="text-2xl font-semibold">
            {isAdding ? "Drop to add to this dataset" : "Drop to make a new dataset"}
          </p>
          <p className="mt-1">Files and whole folders</p>
        </div>
      </div>
    </div>
  );
}
