import { useEffect, useMemo, useRef } from "react";
import type { ChartTile, Filter, RowFilterSpec } from "@/api/contracts";
import type { Answer } from "@/query/answer";
import { brushFilter, brushIn, stepsOf, type Brush } from "@/query/brush";
import { brushColumn } from "@/viz/brushable";
import type { BrushControl } from "@/viz/use-brush-gesture";
import { createFollower, type Follower } from "./follow-brush";
import { fetchCubes, type LinkedCubes } from "./linked-cubes";
import type { Linking } from "./live-tiles";

type TileBrushInput = {
  tile: ChartTile;
  answer: Answer | null;
  selected: readonly Filter[];
  linking: Linking | null;
  onPick: ((filters: RowFilterSpec[]) => void) | undefined;
};

const hasOpenLayer = (): boolean => document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null;

/** Brushing along a tile: the others follow the pointer, and the kept brush becomes the tile's selection. */
export const useTileBrush = ({ tile, answer, selected, linking, onPick }: TileBrushInput): BrushControl | undefined => {
  const column = useMemo(() => brushColumn(answer), [answer]);
  const steps = useMemo(() => column && stepsOf(column), [column]);
  const brush = useMemo(() => (column && steps ? brushIn(selected, column, steps) : null), [selected, column, steps]);
  const cubes = useRef<{ question: string; found: LinkedCubes } | null>(null);
  const drawn = useRef<Brush | null>(null);
  const follower = useRef<Follower | null>(null);
  const canBrush = linking !== null && onPick !== undefined;

  useEffect(() => {
    if (brush === null || !canBrush) return;
    const pressed = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !hasOpenLayer()) onPick([]);
    };
    window.addEventListener("keydown", pressed);
    return () => { window.removeEventListener("keydown", pressed); };
  }, [brush, canBrush, onPick]);

  if (!canBrush || column === null || steps === null) return undefined;
  const { tiles } = linking;
  const body = { ...linking.question, brushed: tile.id };
  const question = JSON.stringify([body, linking.generation]);
  const show = () => {
    const known = cubes.current?.question === question ? cubes.current.found : null;
    if (drawn.current === null || known === null) return;
    follower.current ??= createFollower(tiles);
    follower.current.follow(known, drawn.current);
  };
  const letGo = () => {
    drawn.current = null;
    follower.current?.stop();
    tiles.clear();
  };
  return {
    steps,
    brush,
    onReady: () => {
      if (cubes.current?.question === question) return;
      // Without cubes the tiles follow when the brush is kept: nothing has to be said.
      fetchCubes(linking, body).then((found) => { cubes.current = { question, found }; show(); }, () => undefined);
    },
    onBrush: (next) => { drawn.current = next; show(); },
    onEnd: (kept) => {
      drawn.current = null;
      // What the tiles show stands until their answers come.
      if (brush?.from === kept.from && brush.to === kept.to) letGo();
      else onPick([brushFilter(column, kept)]);
    },
    onCancel: letGo,
  };
};
