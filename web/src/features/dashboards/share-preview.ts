import type { ShareLink } from "@/api/contracts";

type Wanted = { link: Pick<ShareLink, "has_password" | "has_preview" | "locks"> | null; hasPassword: boolean; hasLocks: boolean; chosen: boolean | null };

/** Whether the switch stands on: as somebody chose, else as it is; locks that come switch it off, for the safe side. */
export const isPreviewOn = ({ link, hasPassword, hasLocks, chosen }: Wanted): boolean => {
  if (hasPassword) return false;
  if (chosen !== null) return chosen;
  return link === null || link.has_password ? !hasLocks : link.has_preview && (!hasLocks || link.locks.length > 0);
};

/** What is sent of it: nothing where the server comes to the same by itself, so that what is shown is what holds. */
export const previewToSend = (wanted: Wanted): boolean | undefined => {
  const { link, hasPassword, hasLocks, chosen } = wanted;
  if (hasPassword) return undefined;
  const hasChanged = link !== null && (link.has_password || hasLocks !== link.locks.length > 0);
  return chosen !== null || hasChanged ? isPreviewOn(wanted) : undefined;
};
