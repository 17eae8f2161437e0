import { useEffect, useRef, useState } from "react";
import type { ChartTile } from "@/api/contracts";
import type { MarkTooltip } from "@/viz/mark-tooltip";
import type { Linking } from "./live-tiles";

type Made = { key: string; tooltip: MarkTooltip };

/** The picture in the tooltips of a tile, once what shows it is there. */
export const useRichTooltip = (tile: ChartTile, linking: Linking | null): MarkTooltip | null => {
  const [made, setMade] = useState<Made | null>(null);
  const key = tile.tooltip && linking ? JSON.stringify([tile.tooltip, tile.chart, linking.question, linking.generation]) : null;
  const latest = useRef({ tile, linking });
  useEffect(() => { latest.current = { tile, linking }; });
  useEffect(() => {
    if (key === null) return;
    let isGone = false;
    void import("./rich-tooltip").then(({ richOf }) => {
      const now = latest.current;
      if (!isGone && now.linking) setMade({ key, tooltip: richOf(now.tile, now.linking) });
    });
    return () => { isGone = true; };
  }, [key]);
  return made?.key === key ? made.tooltip : null;
};
