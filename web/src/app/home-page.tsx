import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Database, LayoutDashboard } from "lucide-react";
import { useMayEdit } from "@/api/me";
import type { Problem } from "@/api/problems";
import { useSession } from "@/api/session";
import { dashboardsOptions } from "@/features/dashboards/api";
import { datasetsOptions } from "@/features/datasets/api";
import { UploadButton } from "@/features/sources/upload-button";
import { formatCount } from "@/lib/format-number";
import { PageHeader } from "@/ui/page-header";
import { usePageTitle } from "@/ui/use-page-title";
import { HomeSection } from "./home-section";
import { SampleDataButton } from "./sample-data-button";

const RECENT = 6;

type Recent = { updated_at: string };
const latest = <Row extends Recent>(rows: readonly Row[] | undefined): Row[] | undefined =>
  rows?.toSorted((one, other) => other.updated_at.localeCompare(one.updated_at)).slice(0, RECENT);

type Reading = { error: Problem | null; refetch: () => unknown };
const failure = (title: string, { error, refetch }: Reading, isRead: boolean) =>
  error && !isRead ? { title, problem: error, onRetry: () => void refetch() } : null;

const linkClasses = "font-medium break-words after:absolute after:inset-0 after:rounded-lg";

export function HomePage() {
  usePageTitle("Home");
  const firstName = useSession((session) => session.user?.full_name)?.split(" ")[0];
  const mayEdit = useMayEdit();
  const dashboards = useQuery(dashboardsOptions(""));
  const datasets = useQuery(datasetsOptions(""));
  const isNew = datasets.data?.total === 0 && dashboards.data?.total === 0;
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-col gap-6 p-4 sm:p-6">
      <PageHeader
        className="pb-0"
        title={firstName ? `Good to see you, ${firstName}` : "Home"}
        detail={isNew && mayEdit ? "Begin with a file of yours: drop it anywhere on this page. Or look around in real data first." : undefined}
        actions={mayEdit && datasets.data ? <>{isNew && <SampleDataButton />}<UploadButton variant="primary" /></> : undefined}
      />
      <HomeSection
        title="Dashboards"
        all={<Link to="/dashboards">All dashboards</Link>}
        failure={failure("The dashboards could not be read", dashboards, dashboards.data !== undefined)}
        entries={latest(dashboards.data?.items)?.map(({ id, name, tile_count, updated_at }) => ({
          id,
          icon: <LayoutDashboard aria-hidden />,
          link: <Link to="/dashboards/$dashboardId" params={{ dashboardId: id }} className={linkClasses}>{name}</Link>,
          detail: formatCount(tile_count, "tile"),
          at: updated_at,
        }))}
        empty="A dashboard holds the pictures that you and your team come back to. Build the first one from any dataset."
      />
      <HomeSection
        title="Datasets"
        all={<Link to="/data">All datasets</Link>}
        failure={failure("The datasets could not be read", datasets, datasets.data !== undefined)}
        entries={latest(datasets.data?.items)?.map(({ id, name, row_count, updated_at }) => ({
          id,
          icon: <Database aria-hidden />,
          link: <Link to="/data/$datasetId" params={{ datasetId: id }} className={linkClasses}>{name}</Link>,
          detail: row_count === null ? "being read" : formatCount(row_count, "row"),
          at: updated_at,
        }))}
        empty="A dataset is a table that you can ask questions of: a CSV, Excel, JSON or Parquet file, read to its last row."
      />
    </div>
  );
}
