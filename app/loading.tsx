import { Skeleton } from "@heroui/react/skeleton";

/** Keeps the page's place while it is being read. */
export default function LoadingPage() {
  return (
    <div aria-busy="true" className="flex flex-col gap-6">
      <span className="sr-only" role="status">
        Opening the page
      </span>
      <Skeleton className="h-9 w-56 rounded-lg" />
      <Skeleton className="h-72 rounded-2xl" />
      <Skeleton className="h-40 rounded-2xl" />
    </div>
  );
}
