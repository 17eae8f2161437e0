import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Navigate } from "@tanstack/react-router";
import { chartOptions } from "@/features/explore/api";
import { chartInUrl, questionOf } from "@/chart-editor/spec";
import { useNoteSeen } from "@/features/library/use-note-seen";
import { Button } from "@/ui/button";
import { PageProblem } from "@/ui/page-problem";
import { PageSkeleton } from "./page-skeleton";

const route = getRouteApi("/shell/charts/$chartId");

/** A saved chart opens where charts are made. */
export function ChartRoute() {
  const { chartId } = route.useParams();
  const { data, error, refetch } = useQuery(chartOptions(chartId));
  useNoteSeen("chart", data?.id, true);
  if (error) return <PageProblem thing="chart" problem={error} onRetry={() => void refetch()} way={<Button asChild><Link to="/">Home</Link></Button>} />;
  if (data === undefined) return <PageSkeleton />;
  const chart = chartInUrl(questionOf(data.spec));
  return <Navigate to="/explore" search={{ dataset: data.spec.dataset_id, ...(chart && { chart }) }} replace />;
}
