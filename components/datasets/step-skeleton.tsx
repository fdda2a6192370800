import { Skeleton } from "@heroui/react/skeleton";

/** Keeps the place of a step's cards while they are being read. */
export function StepSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-6 lg:grid-cols-2">
      <span className="sr-only" role="status">
        Opening this step
      </span>
      <Skeleton className="h-80 rounded-2xl" />
      <Skeleton className="h-80 rounded-2xl" />
      <Skeleton className="h-64 rounded-2xl lg:col-span-2" />
    </div>
  );
}
