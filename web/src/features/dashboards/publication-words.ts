import type { PublicationState } from "@/api/contracts";

type StateWords = {
  /** What the badge says. */
  badge: string;
  tone: "neutral" | "success" | "warning";
  /** What readers see, in one sentence. */
  readers: string;
};

const WORDS: Record<PublicationState, StateWords> = {
  live: { badge: "Published", tone: "success", readers: "Readers see every change as soon as it is saved." },
  published: { badge: "Published", tone: "success", readers: "Readers see this dashboard as it is now." },
  changed: { badge: "Draft with changes", tone: "warning", readers: "Readers see the dashboard as it was published, without the changes since." },
  draft: { badge: "Draft, not published", tone: "warning", readers: "Only those who may edit see this dashboard. For readers it is not there yet." },
};

export const stateWords = (state: PublicationState): StateWords => WORDS[state];

/** Whether there is something that readers do not see. */
export const isHeldBack = (state: PublicationState): boolean => state === "changed" || state === "draft";
