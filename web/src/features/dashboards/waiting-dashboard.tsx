import { Skeleton } from "@/ui/skeleton";

/** The place of a dashboard that is on its way. */
export function WaitingDashboard() {
  return (
    <div aria-busy>
      <Skeleton className="mb-6 h-7 w-72" />
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">{[0, 1, 2, 3].map((tile) => <Skeleton key={tile} className="h-28" />)}</div>
      <div className="mt-3 grid gap-3 lg:grid-cols-2">{[0, 1].map((tile) => <Skeleton key={tile} className="h-72" />)}</div>
    </div>
  );
}
