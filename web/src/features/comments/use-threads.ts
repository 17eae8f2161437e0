import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Anchor } from "@/api/contracts";
import { showToast } from "@/ui/toast-store";
import { changeComment, removeComment, reply, resolveThread, startThread, threadsOptions } from "./api";

export type ThreadVerbs = {
  isBusy: boolean;
  start: (anchor: Anchor, words: string, onDone: () => void) => void;
  reply: (threadId: string, words: string, onDone: () => void) => void;
  change: (threadId: string, commentId: string, words: string, onDone: () => void) => void;
  resolve: (threadId: string, isResolved: boolean) => void;
  remove: (threadId: string, commentId: string) => void;
};

/** What is said about a dashboard, and all that can be done with it. What was written stays in its field until it is kept. */
export const useThreads = (dashboardId: string) => {
  const client = useQueryClient();
  const options = threadsOptions(dashboardId);
  const query = useQuery(options);
  const { mutate, isPending } = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onError: (problem) => { showToast({ tone: "danger", title: problem.message }); },
    onSettled: () => client.invalidateQueries({ queryKey: options.queryKey }),
  });
  const verbs: ThreadVerbs = {
    isBusy: isPending,
    start: (anchor, words, onDone) => { mutate(() => startThread(dashboardId, anchor, words), { onSuccess: onDone }); },
    reply: (threadId, words, onDone) => { mutate(() => reply(threadId, words), { onSuccess: onDone }); },
    change: (threadId, commentId, words, onDone) => { mutate(() => changeComment(threadId, commentId, words), { onSuccess: onDone }); },
    resolve: (threadId, isResolved) => { mutate(() => resolveThread(threadId, isResolved)); },
    remove: (threadId, commentId) => { mutate(() => removeComment(threadId, commentId)); },
  };
  return { ...query, verbs };
};
