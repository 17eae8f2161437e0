import type { SignedInUser } from "./session";

export type Role = "owner" | "editor" | "viewer";

export type WorkspaceMembership = { id: string; name: string; role: Role; is_personal: boolean };

export type Me = SignedInUser & {
  username: string | null;
  is_admin: boolean;
  created_at: string;
  workspace: WorkspaceMembership;
  workspaces: readonly WorkspaceMembership[];
};

/** What owners say of a person, for policies: names with their values. */
export type Attributes = Readonly<Record<string, readonly string[]>>;

export type Member = { user_id: string; email: string; full_name: string | null; role: Role; attributes: Attributes; joined_at: string };

export type SetupState = { is_required: boolean; is_signup_open: boolean; has_showcase: boolean; version: string };

export type Page<Row> = { items: readonly Row[]; total: number; next_cursor: string | null };

export type SignInSession = {
  id: string;
  created_at: string;
  last_used_at: string;
  expires_at: string;
  user_agent: string | null;
  address: string | null;
  is_current: boolean;
};
