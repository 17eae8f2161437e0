import { useSession } from "./session";

const keyOf = (userId: string) => `gnomon.workspace.${userId}`;

/** The workspace that this person last chose in this browser; null means their personal one. */
export const chosenWorkspace = (): string | null => {
  const { user } = useSession.getState();
  return user === null ? null : localStorage.getItem(keyOf(user.id));
};

export const chooseWorkspace = (workspaceId: string | null): void => {
  const { user } = useSession.getState();
  if (user === null) return;
  if (workspaceId === null) localStorage.removeItem(keyOf(user.id));
  else localStorage.setItem(keyOf(user.id), workspaceId);
};
