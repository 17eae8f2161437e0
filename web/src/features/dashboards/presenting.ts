/** The paces that are offered, in seconds: at which pages are turned, and at which a dashboard is asked anew. */
export const ROTATIONS: readonly number[] = [0, 10, 20, 30, 60, 120, 300, 600];
export const REFRESHES: readonly number[] = [0, 30, 60, 300, 900, 3600];

/** `every minute`, `every 30 seconds`; nothing for never. */
export const paceWords = (seconds: number): string => {
  if (seconds === 0) return "";
  if (seconds === 60) return "every minute";
  if (seconds === 3600) return "every hour";
  if (seconds % 3600 === 0) return `every ${String(seconds / 3600)} hours`;
  return seconds % 60 === 0 ? `every ${String(seconds / 60)} minutes` : `every ${String(seconds)} seconds`;
};

/** The page so many steps on, round and round; of no pages, none. */
export const pageAfter = <Page extends { id: string }>(pages: readonly Page[], present: string | undefined, steps: number): Page | undefined => {
  const at = Math.max(0, pages.findIndex(({ id }) => id === present));
  return pages[(((at + steps) % pages.length) + pages.length) % pages.length];
};

const WALL_WIDTH = 1280;
const LARGEST = 2;
const SMALLEST = 0.7;
const STEP = 0.05;

/** How much larger or smaller a page is drawn so that it fills a screen without being scrolled: never so small that it cannot be read, on a phone as it is. */
export const scaleFor = (screen: { width: number; height: number }, contentHeight: number): number => {
  if (screen.width < 900 || contentHeight <= 0 || screen.height <= 0) return 1;
  const wanted = Math.min(screen.height / contentHeight, Math.max(1, screen.width / WALL_WIDTH), LARGEST);
  return Math.max(SMALLEST, Math.floor(wanted / STEP + 1e-9) * STEP);
};
