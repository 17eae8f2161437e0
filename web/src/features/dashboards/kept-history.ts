import { NO_HISTORY, type History } from "@/sync/dashboard-history";

/** Steps are kept for the tab, so that a reload and a way to Explore and back leave them; the oldest go when it is full. */
const MOST_CHARACTERS = 2_000_000;

const keyOf = (userId: string, dashboardId: string): string => `gnomon.history.${userId}.${dashboardId}`;

export const readHistory = (userId: string, dashboardId: string): History => {
  try {
    const text = sessionStorage.getItem(keyOf(userId, dashboardId));
    return text === null ? NO_HISTORY : (JSON.parse(text) as History);
  } catch {
    return NO_HISTORY;
  }
};

export const writeHistory = (userId: string, dashboardId: string, history: History): void => {
  let { done } = history;
  try {
    let text = JSON.stringify(history);
    while (text.length > MOST_CHARACTERS && done.length > 1) {
      done = done.slice(Math.ceil(done.length / 2));
      text = JSON.stringify({ ...history, done });
    }
    sessionStorage.setItem(keyOf(userId, dashboardId), text);
  } catch {
    forgetHistory(userId, dashboardId);
  }
};

const forgetHistory = (userId: string, dashboardId: string): void => {
  try {
    sessionStorage.removeItem(keyOf(userId, dashboardId));
  } catch {
    // Storage is forbidden altogether: nothing was kept.
  }
};
