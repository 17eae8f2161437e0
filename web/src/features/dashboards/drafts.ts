import type { DashboardContent } from "@/sync/dashboard-document";

/** What somebody had changed and not yet saved when the page went away. */
export type Draft = { base: DashboardContent; content: DashboardContent };

const keyOf = (userId: string, dashboardId: string): string => `gnomon.draft.${userId}.${dashboardId}`;

export const readDraft = (userId: string, dashboardId: string): Draft | null => {
  try {
    const text = localStorage.getItem(keyOf(userId, dashboardId));
    return text === null ? null : (JSON.parse(text) as Draft);
  } catch {
    return null;
  }
};

/** A full or forbidden storage loses the draft's safety net, never the edit itself: that is still on its way to the server. */
export const keepDraft = (userId: string, dashboardId: string, draft: Draft): void => {
  try {
    localStorage.setItem(keyOf(userId, dashboardId), JSON.stringify(draft));
  } catch {
    forgetDraft(userId, dashboardId);
  }
};

export const forgetDraft = (userId: string, dashboardId: string): void => {
  try {
    localStorage.removeItem(keyOf(userId, dashboardId));
  } catch {
    // Storage is forbidden altogether: there was no draft.
  }
};
