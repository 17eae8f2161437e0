import { Skeleton } from "@/ui/skeleton";

/** The shape of a page that is on its way. */
export function PageSkeleton() {
  return (
    <div aria-busy="true" aria-label="Loading" role="status" className="flex flex-col gap-4 p-6">
      <Skeleton className="h-7 w-56" />
      <Skeleton className="h-4 w-80 max-w-full" />
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {[0, 1, 2].map((place) => <Skeleton key={place} className="h-40 w-full rounded-lg" />)}
      </div>
    </div>
  );
}
