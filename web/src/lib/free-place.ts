/** Every page of a dashboard is so many steps wide; the server refuses more. */
export const GRID_COLUMNS = 24;

export type Box = { x: number; y: number; width: number; height: number };

export const sharesColumns = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width;

export const overlaps = (a: Box, b: Box): boolean => sharesColumns(a, b) && a.y < b.y + b.height && b.y < a.y + a.height;

/** Where a box of this size fits first, from the top left on: in the first gap, else below everything. */
export const firstFreePlace = (taken: readonly Box[], size: Pick<Box, "width" | "height">): Box => {
  const width = Math.min(size.width, GRID_COLUMNS);
  const bottom = Math.max(0, ...taken.map((box) => box.y + box.height));
  for (let y = 0; y < bottom; y += 1) {
    for (let x = 0; x + width <= GRID_COLUMNS; x += 1) {
      const place = { x, y, width, height: size.height };
      if (!taken.some((box) => overlaps(place, box))) return place;
    }
  }
  return { x: 0, y: bottom, width, height: size.height };
};
