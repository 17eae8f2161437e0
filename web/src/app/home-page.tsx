import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Database, LayoutDashboard } from "lucide-react";
import { useMayEdit } from "@/api/me";
import type { Thing } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import { useSession } from "@/api/session";
import { markSeen, mentionsOptions } from "@/features/comments/api";
import { CommentWords } from "@/features/comments/comment-words";
import { dashboardsOptions } from "@/features/dashboards/api";
import { datasetsOptions } from "@/features/datasets/api";
import { UploadButton } from "@/features/sources/upload-button";
import { favouritesOptions, recentOptions } from "@/features/library/api";
import { StarButton } from "@/features/library/star-button";
import { formatCount } from "@/lib/format-number";
import { Button } from "@/ui/button";
import { PageHeader } from "@/ui/page-header";
import { RelativeTime } from "@/ui/relative-time";
import { usePageTitle } from "@/ui/use-page-title";
import { HomeSection, type Entry } from "./home-section";
import { SampleDataButton } from "./sample-data-button";
import { thingKinds, ThingLink } from "./things";

const RECENT = 6;

type Recent = { updated_at: string };
const latest = <Row extends Recent>(rows: readonly Row[] | undefined): Row[] | undefined =>
  rows?.toSorted((one, other) => other.updated_at.localeCompare(one.updated_at)).slice(0, RECENT);

type Reading = { error: Problem | null; refetch: () => unknown };
const failure = (title: string, { error, refetch }: Reading, isRead: boolean) =>
  error && !isRead ? { title, problem: error, onRetry: () => void refetch() } : null;

const linkClasses = "font-medium break-words after:absolute after:inset-0 after:rounded-lg";

const entryOf = (thing: Thing, at: string): Entry => {
  const { one, icon: Icon } = thingKinds[thing.kind];
  return {
    id: `${thing.kind}-${thing.id}`,
    icon: <Icon aria-hidden />,
    link: <ThingLink thing={thing} className={linkClasses} />,
    detail: one,
    at,
    star: <StarButton kind={thing.kind} id={thing.id} name={thing.name} />,
  };
};

/** Where one was called and has not been since. */
function Mentions() {
  const client = useQueryClient();
  const { data } = useQuery(mentionsOptions());
  const fresh = (data?.items ?? []).filter(({ is_seen }) => !is_seen);
  if (fresh.length === 0) return null;
  const seen = (ids: readonly string[]) => { void markSeen(ids).then(() => client.invalidateQueries({ queryKey: mentionsOptions().queryKey }), () => undefined); };
  return (
    <section aria-label="You were mentioned" className="rounded-lg border border-accent bg-accent-soft p-3">
      <div className="mb-2 flex items-center gap-3">
        <h2 className="flex-1 text-base font-semibold">You were mentioned</h2>
        <Button size="sm" variant="ghost" onClick={() => { seen(fresh.map(({ comment_id }) => comment_id)); }}>Mark all as seen</Button>
      </div>
      <ul className="flex flex-col gap-2">
        {fresh.slice(0, RECENT).map((mention) => (
          <li key={mention.comment_id} className="relative rounded-md border border-line bg-panel p-3">
            <p className="text-xs text-muted">
              {mention.author_name ?? "Somebody"} on <Link to="/dashboards/$dashboardId" params={{ dashboardId: mention.dashboard_id }} search={{ thread: mention.thread_id }} onClick={() => { seen([mention.comment_id]); }} className="font-medium text-fg after:absolute after:inset-0 after:rounded-md">{mention.dashboard_name}</Link> · <RelativeTime at={mention.created_at} />
            </p>
            <div className="mt-1 line-clamp-3"><CommentWords words={mention.words} /></div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What one marked, and what one had on the screen lately; nothing, for those who have neither. */
function NearThings() {
  const { data: favourites } = useQuery(favouritesOptions());
  const { data: recent } = useQuery(recentOptions());
  // What is marked stands above already.
  const seen = recent?.items.filter(({ is_favourite }) => !is_favourite).slice(0, RECENT) ?? [];
  return (
    <>
      {favourites && favourites.items.length > 0 && <HomeSection title="Favourites" entries={favourites.items.map((thing) => entryOf(thing, thing.updated_at))} failure={null} empty="" />}
      {seen.length > 0 && <HomeSection title="Recently opened" entries={seen.map((thing) => entryOf(thing, thing.seen_at))} failure={null} empty="" />}
    </>
  );
}

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
      <Mentions />
      <NearThings />
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
