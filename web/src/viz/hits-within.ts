import type { Item, View } from "vega";
import type { Area } from "./plot";
import type { Hit } from "./vega-runtime";

type Bounds = { x1: number; y1: number; x2: number; y2: number };
type MarkNode = { marktype?: string; role?: string; items?: SceneItem[] };
type SceneItem = { x?: number; y?: number; bounds?: Bounds; opacity?: number; items?: MarkNode[]; mark?: MarkNode };

/** Marks that are as large as what they stand for are taken where they are touched, all others by their middle. */
const TOUCHED: ReadonlySet<string> = new Set(["rect"]);
const CHOSEN: ReadonlySet<string> = new Set(["rect", "symbol", "shape", "arc", "path"]);

const isIn = (bounds: Bounds, kind: string, { left, top, right, bottom }: Area): boolean => {
  if (TOUCHED.has(kind)) return bounds.x1 < right && bounds.x2 > left && bounds.y1 < bottom && bounds.y2 > top;
  const [x, y] = [(bounds.x1 + bounds.x2) / 2, (bounds.y1 + bounds.y2) / 2];
  return x >= left && x <= right && y >= top && y <= bottom;
};

/** Every mark of a picture that lies in a rectangle of its inner ground; groups have places of their own. */
export const hitsWithin = (view: View, area: Area, hitOf: (item: Item) => Hit | null): Hit[] => {
  const found: Hit[] = [];
  const walk = (mark: MarkNode, dx: number, dy: number): void => {
    for (const item of mark.items ?? []) {
      if (mark.marktype === "group") {
        for (const inner of item.items ?? []) walk(inner, dx + (item.x ?? 0), dy + (item.y ?? 0));
        continue;
      }
      const { bounds } = item;
      if (mark.role !== "mark" || !CHOSEN.has(mark.marktype ?? "") || !bounds || item.opacity === 0) continue;
      const here = { left: area.left - dx, right: area.right - dx, top: area.top - dy, bottom: area.bottom - dy };
      const hit = isIn(bounds, mark.marktype ?? "", here) ? hitOf(item as unknown as Item) : null;
      if (hit !== null) found.push(hit);
    }
  };
  const { root } = view.scenegraph() as unknown as { root: MarkNode };
  walk(root, 0, 0);
  return found;
};
