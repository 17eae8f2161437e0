import { create } from "zustand";

export type SignedInUser = { id: string; email: string; full_name: string | null };

/** The reply to a sign-in or a refresh; the refresh token stays in a cookie that no script reads. */
export type SignedIn = { access_token: string; token_type: string; expires_in: number; user: SignedInUser };

type Session =
  | { status: "unknown" | "signed-out"; user: null; hasEnded: boolean }
  | { status: "signed-in"; user: SignedInUser; hasEnded: false };

export const useSession = create<Session>(() => ({ status: "unknown", user: null, hasEnded: false }));

const HINT_KEY = "gnomon.signed-in";
const EARLY_SECONDS = 30;

let token: { value: string; expiresAt: number } | null = null;

export const accessToken = (): string | null => token?.value ?? null;

export const isAccessTokenStale = (now = Date.now()): boolean => token !== null && now >= token.expiresAt;

/** Whether this browser has been signed in before: without it there is no cookie worth asking with. */
export const mayHaveSession = (): boolean => localStorage.getItem(HINT_KEY) !== null;

export const beginSession = ({ access_token, expires_in, user }: SignedIn, now = Date.now()): void => {
  token = { value: access_token, expiresAt: now + Math.max(5, expires_in - EARLY_SECONDS) * 1000 };
  localStorage.setItem(HINT_KEY, user.id);
  useSession.setState({ status: "signed-in", user, hasEnded: false });
};

/** `isUnexpected`: it ran out or was ended elsewhere, so the sign-in page says so. */
export const endSession = ({ isUnexpected }: { isUnexpected: boolean }): void => {
  token = null;
  localStorage.removeItem(HINT_KEY);
  useSession.setState({ status: "signed-out", user: null, hasEnded: isUnexpected });
};

/** Signing out in one tab signs out the others, and another person's sign-in takes them over; returns what stops it. */
export const followOtherTabs = (): (() => void) => {
  const onStorage = ({ key, newValue }: StorageEvent) => {
    if (key !== HINT_KEY) return;
    const { status, user } = useSession.getState();
    if (status === "signed-in" && newValue !== user.id) endInThisTab();
  };
  window.addEventListener("storage", onStorage);
  return () => { window.removeEventListener("storage", onStorage); };
};

const endInThisTab = (): void => {
  token = null;
  useSession.setState({ status: "signed-out", user: null, hasEnded: true });
};
