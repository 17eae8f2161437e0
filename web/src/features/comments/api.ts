import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Anchor, Mention, Thread } from "@/api/contracts";
import type { Page } from "@/api/types";

const SETTLE_MS = 15_000;

/** What is said about a dashboard. It is looked at again now and then while somebody reads. */
export const threadsOptions = (dashboardId: string) =>
  queryOptions({
    queryKey: ["comments", dashboardId],
    queryFn: () => unwrap<Page<Thread>>(api.GET("/api/v1/dashboards/{dashboard_id}/comments", { params: { path: { dashboard_id: dashboardId } } })),
    staleTime: SETTLE_MS,
    refetchInterval: SETTLE_MS,
  });

export const mentionsOptions = () =>
  queryOptions({ queryKey: ["mentions"], queryFn: () => unwrap<Page<Mention>>(api.GET("/api/v1/mentions")), staleTime: SETTLE_MS });

export const startThread = (dashboardId: string, anchor: Anchor, words: string): Promise<Thread> =>
  unwrap(api.POST("/api/v1/dashboards/{dashboard_id}/comments", { params: { path: { dashboard_id: dashboardId } }, body: { anchor, words } }));

const thread = (threadId: string) => ({ params: { path: { thread_id: threadId } } });
const comment = (threadId: string, commentId: string) => ({ params: { path: { thread_id: threadId, comment_id: commentId } } });

export const reply = (threadId: string, words: string): Promise<Thread> =>
  unwrap(api.POST("/api/v1/comments/{thread_id}/replies", { ...thread(threadId), body: { words } }));

export const resolveThread = (threadId: string, isResolved: boolean): Promise<Thread> =>
  unwrap(api.PATCH("/api/v1/comments/{thread_id}", { ...thread(threadId), body: { is_resolved: isResolved } }));

export const changeComment = (threadId: string, commentId: string, words: string): Promise<Thread> =>
  unwrap(api.PUT("/api/v1/comments/{thread_id}/replies/{comment_id}", { ...comment(threadId, commentId), body: { words } }));

export const removeComment = (threadId: string, commentId: string): Promise<Thread | null> =>
  unwrap(api.DELETE("/api/v1/comments/{thread_id}/replies/{comment_id}", comment(threadId, commentId)));

export const markSeen = (commentIds: readonly string[]): Promise<void> =>
  unwrap(api.POST("/api/v1/mentions/seen", { body: { comment_ids: [...commentIds] } }));
