import { Skeleton } from "@heroui/react/skeleton";

/** Stands where the rows will be while they are read. */
export function TableSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <section aria-label="Summaries are being read" aria-busy className="panel min-w-0 flex-1 overflow-hidden">
      {Array.from({ length: rows }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without content have nothing else
        <div key={place} className="flex items-center gap-5 border-b border-separator px-5 py-4 last:border-0">
          <Skeleton className="h-4 w-1/6 rounded-md" />
          <Skeleton className="h-4 w-1/4 rounded-md" />
          <Skeleton className="h-4 flex-1 rounded-md" />
        </div>
      ))}
    </section>
  );
}
