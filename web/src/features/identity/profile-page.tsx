import { useQuery } from "@tanstack/react-query";
import { meOptions } from "@/api/me";
import { Badge } from "@/ui/badge";
import { ProblemNotice } from "@/ui/problem-notice";
import { RelativeTime } from "@/ui/relative-time";
import { Skeleton } from "@/ui/skeleton";
import { roleWords } from "./role-words";

export function ProfilePage() {
  const { data: me, error, refetch } = useQuery(meOptions());
  if (error && !me) return <ProblemNotice title="Your profile could not be read" problem={error} onRetry={() => void refetch()} />;
  if (!me) return <Skeleton className="h-40 w-full" />;
  const facts = [
    { name: "Name", value: me.full_name ?? "—" },
    { name: "E-mail", value: me.email },
    ...(me.username ? [{ name: "User name", value: me.username }] : []),
    { name: "Member since", value: <RelativeTime at={me.created_at} /> },
  ];
  return (
    <div className="flex flex-col gap-8">
      <section aria-labelledby="profile-facts">
        <h2 id="profile-facts" className="mb-3 text-base font-semibold">Profile</h2>
        <dl className="grid gap-x-6 gap-y-2 rounded-lg border border-line bg-panel p-4 text-sm sm:grid-cols-[10rem_1fr]">
          {facts.map(({ name, value }) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="min-w-0 break-words max-sm:mb-2">{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="profile-workspaces">
        <h2 id="profile-workspaces" className="mb-3 text-base font-semibold">Workspaces</h2>
        <ul className="divide-y divide-line rounded-lg border border-line bg-panel">
          {me.workspaces.map((workspace) => (
            <li key={workspace.id} className="flex flex-wrap items-center gap-2 px-4 py-2.5 text-sm">
              <span className="min-w-0 flex-1 truncate font-medium">{workspace.name}</span>
              {workspace.id === me.workspace.id && <Badge tone="accent">open</Badge>}
              {workspace.is_personal && <Badge>personal</Badge>}
              <span className="text-muted">{roleWords[workspace.role].label}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
