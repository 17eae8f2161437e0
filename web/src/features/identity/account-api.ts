import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Me, Page, SignInSession, WorkspaceMembership } from "@/api/types";

export const renameMe = (full_name: string) => unwrap<Me>(api.PUT("/api/v1/users/me", { body: { full_name } }));

export const changePassword = (body: { current_password: string; new_password: string }) =>
  unwrap(api.PUT("/api/v1/users/me/password", { body }));

export const sessionsOptions = () =>
  queryOptions({ queryKey: ["sign-in-sessions"], queryFn: () => unwrap<Page<SignInSession>>(api.GET("/api/v1/users/me/sessions")) });

export const endOneSession = (sessionId: string) =>
  unwrap(api.DELETE("/api/v1/users/me/sessions/{session_id}", { params: { path: { session_id: sessionId } } }));

export const endOtherSessions = () => unwrap(api.DELETE("/api/v1/users/me/sessions"));

export const createWorkspace = (name: string) => unwrap<WorkspaceMembership>(api.POST("/api/v1/workspaces", { body: { name } }));

export const renameWorkspace = (workspaceId: string, name: string) =>
  unwrap<WorkspaceMembership>(api.PATCH("/api/v1/workspaces/{workspace_id}", { params: { path: { workspace_id: workspaceId } }, body: { name } }));
