import { api, unwrap } from "@/api/client";
import { SESSION_HEADERS } from "@/api/refresh";
import { beginSession, endSession, type SignedIn } from "@/api/session";
import type { Attributes, Member, Role } from "@/api/types";

export type Credentials = { email: string; password: string };
export type NewPerson = Credentials & { full_name: string };

const headers = { ...SESSION_HEADERS };

export const signIn = async (body: Credentials): Promise<void> => {
  beginSession(await unwrap<SignedIn>(api.POST("/api/v1/auth/login", { body, headers })));
};

export const signUp = async (body: NewPerson): Promise<void> => {
  await unwrap(api.POST("/api/v1/auth/register", { body }));
  await signIn({ email: body.email, password: body.password });
};

export const setUp = async (body: NewPerson & { token: string }): Promise<void> => {
  beginSession(await unwrap<SignedIn>(api.POST("/api/v1/setup", { body, headers })));
};

/** Ends the session here at once; whether the server heard of it does not hold anybody back. */
export const signOut = async (): Promise<void> => {
  const told = unwrap(api.POST("/api/v1/auth/logout", { headers })).catch(() => undefined);
  await Promise.race([told, new Promise((resolve) => { setTimeout(resolve, 3000); })]);
  endSession({ isUnexpected: false });
};

export const addMember = (workspaceId: string, body: { email: string; role: Role }) =>
  unwrap<Member>(api.POST("/api/v1/workspaces/{workspace_id}/members", { params: { path: { workspace_id: workspaceId } }, body }));

const memberPath = (workspaceId: string, userId: string) => ({ params: { path: { workspace_id: workspaceId, user_id: userId } } });

export const changeRole = (workspaceId: string, userId: string, role: Role) =>
  unwrap<Member>(api.PATCH("/api/v1/workspaces/{workspace_id}/members/{user_id}", { ...memberPath(workspaceId, userId), body: { role } }));

export const setAttributes = (workspaceId: string, userId: string, attributes: Attributes) =>
  unwrap<Member>(api.PATCH("/api/v1/workspaces/{workspace_id}/members/{user_id}", { ...memberPath(workspaceId, userId), body: { attributes: attributes as Record<string, string[]> } }));

export const removeMember = (workspaceId: string, userId: string) =>
  unwrap(api.DELETE("/api/v1/workspaces/{workspace_id}/members/{user_id}", memberPath(workspaceId, userId)));
