import type { PointField } from "@/api/contracts";

/** What is said about tiles, for those who may hear it. */
export type TileComments = {
  /** Open threads by tile. */
  counts: ReadonlyMap<string, number>;
  open: (pageId: string, tileId: string, point?: readonly PointField[]) => void;
};
