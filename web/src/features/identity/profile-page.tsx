import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, type ReactNode } from "react";
import { meOptions } from "@/api/me";
import { useSession } from "@/api/session";
import type { Me } from "@/api/types";
import { Badge } from "@/ui/badge";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { usePageTitle } from "@/ui/use-page-title";
import { renameMe } from "./account-api";
import { NameForm } from "./name-form";
import { PasswordForm } from "./password-form";
import { roleWords } from "./role-words";
import { SessionsList } from "./sessions-list";

function Part({ title, detail, children }: { title: string; detail?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-x-8 gap-y-3 border-t border-line py-6 first:border-t-0 first:pt-0 md:grid-cols-[14rem_1fr]">
      <div>
        <h2 id={id} className="text-base font-semibold">{title}</h2>
        {detail && <p className="mt-0.5 text-sm break-words text-muted">{detail}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

const useRename = () => {
  const queryClient = useQueryClient();
  return async (name: string) => {
    const me = await renameMe(name);
    useSession.setState((session) => (session.user === null ? session : { ...session, user: { ...session.user, full_name: me.full_name } }));
    await queryClient.invalidateQueries({ queryKey: meOptions().queryKey });
  };
};

function Profile({ me }: { me: Me }) {
  const rename = useRename();
  return (
    <div>
      <Part title="Name" detail={me.email}>
        <NameForm label="Name" name={me.full_name ?? ""} autoComplete="name" onSave={rename} savedWords="Your name was changed" />
      </Part>
      <Part title="Workspaces" detail="Where you belong. Switch with the mark at the top left.">
        <ul className="divide-y divide-line rounded-lg border border-line bg-panel">
          {me.workspaces.map((workspace) => (
            <li key={workspace.id} className="flex items-center gap-2 px-4 py-2.5 text-sm">
              <span className="min-w-0 truncate font-medium">{workspace.name}</span>
              {workspace.id === me.workspace.id && <Badge tone="accent">open</Badge>}
              {workspace.is_personal && <Badge>personal</Badge>}
              <span className="flex-1 text-right text-muted">{roleWords[workspace.role].label}</span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Password" detail="A new one signs you out everywhere else."><PasswordForm /></Part>
      <Part title="Signed in" detail="The browsers that are signed in as you."><SessionsList /></Part>
    </div>
  );
}

export function ProfilePage() {
  usePageTitle("Profile");
  const { data: me, error, refetch } = useQuery(meOptions());
  if (error && !me) return <ProblemNotice title="Your profile could not be read" problem={error} onRetry={() => void refetch()} />;
  return me ? <Profile me={me} /> : <Skeleton className="h-40 w-full" />;
}
