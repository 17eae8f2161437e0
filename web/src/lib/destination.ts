/** Where a picture that is made in Explore should go: onto a page of a dashboard, in place of a tile or beside the others. */
export type Destination = { dashboardId: string; pageId: string | null; tileId: string | null };

const KEY = "gnomon.explore.destination";

const isText = (value: unknown): value is string => typeof value === "string";

/** Kept for this tab alone; a reload keeps it too. */
export const keepDestination = (destination: Destination): void => {
  sessionStorage.setItem(KEY, JSON.stringify(destination));
};

export const forgetDestination = (): void => {
  sessionStorage.removeItem(KEY);
};

export const readDestination = (): Destination | null => {
  try {
    const known = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Partial<Destination> | null;
    if (!isText(known?.dashboardId)) return null;
    return { dashboardId: known.dashboardId, pageId: known.pageId ?? null, tileId: known.tileId ?? null };
  } catch {
    return null;
  }
};
