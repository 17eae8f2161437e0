export const LEAST_ZOOM = 0.25;
export const MOST_ZOOM = 2;

/** Where the keys and buttons stop; the wheel stops anywhere between. */
const STOPS = [0.25, 0.33, 0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
/** How much a notch of a wheel zooms. */
const WHEEL_RATE = 0.0015;

/** Within bounds, in whole percents. */
export const clampZoom = (zoom: number): number => Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, Math.round(zoom * 100) / 100));

export const zoomIn = (zoom: number): number => STOPS.find((stop) => stop > zoom) ?? MOST_ZOOM;

export const zoomOut = (zoom: number): number => STOPS.findLast((stop) => stop < zoom) ?? LEAST_ZOOM;

export const zoomByWheel = (zoom: number, deltaY: number): number => {
  const next = clampZoom(zoom * Math.exp(-deltaY * WHEEL_RATE));
  if (next !== zoom) return next;
  return clampZoom(zoom + (deltaY < 0 ? 0.01 : deltaY > 0 ? -0.01 : 0));
};

/** The zoom at which so much of a page fits into a window; never larger than it is. */
export const zoomToFit = (tall: number, room: number): number => (tall <= 0 || room <= 0 ? 1 : Math.min(1, Math.max(LEAST_ZOOM, Math.floor((room / tall) * 100) / 100)));

/** The zoom at which a part of a page fills a window, in whole percents below. */
export const zoomToPart = (part: { width: number; height: number }, room: { width: number; height: number }): number =>
  (part.width <= 0 || part.height <= 0 ? 1 : Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, Math.floor(Math.min(room.width / part.width, room.height / part.height) * 100) / 100)));

export const zoomWords = (zoom: number): string => `${String(Math.round(zoom * 100))} %`;
