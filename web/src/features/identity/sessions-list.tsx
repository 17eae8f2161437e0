import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Problem } from "@/api/problems";
import type { SignInSession } from "@/api/types";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { ProblemNotice } from "@/ui/problem-notice";
import { RelativeTime } from "@/ui/relative-time";
import { Skeleton } from "@/ui/skeleton";
import { showToast } from "@/ui/toast-store";
import { endOneSession, endOtherSessions, sessionsOptions } from "./account-api";
import { deviceWords } from "./device-words";

const useEnding = () => {
  const queryClient = useQueryClient();
  return useMutation<unknown, Problem, SignInSession | "others">({
    mutationFn: (which) => (which === "others" ? endOtherSessions() : endOneSession(which.id)),
    onError: (problem) => { showToast({ tone: "danger", title: "The session was not ended", detail: problem.message }); },
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionsOptions().queryKey }),
  });
};

export function SessionsList() {
  const { data, error, refetch } = useQuery(sessionsOptions());
  const end = useEnding();
  if (error && !data) return <ProblemNotice title="The sessions could not be read" problem={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-20 w-full" />;
  return (
    <>
      <ul className="divide-y divide-line rounded-lg border border-line bg-panel">
        {data.items.map((session) => (
          <li key={session.id} className="flex items-center gap-3 px-4 py-2.5">
            <div className="min-w-0 flex-1">
              <div className="flex items-center gap-2 text-sm font-medium">
                <span className="truncate" title={session.user_agent ?? undefined}>{deviceWords(session.user_agent)}</span>
                {session.is_current && <Badge tone="accent">this one</Badge>}
              </div>
              <div className="text-xs text-muted">{session.address && `${session.address} · `}last used <RelativeTime at={session.last_used_at} /></div>
            </div>
            {!session.is_current && <Button size="sm" onClick={() => { end.mutate(session); }}>Sign out there</Button>}
          </li>
        ))}
      </ul>
      {data.items.length > 2 && <Button className="mt-3" isBusy={end.isPending} onClick={() => { end.mutate("others"); }}>Sign out everywhere else</Button>}
    </>
  );
}
