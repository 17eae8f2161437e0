import { createContext, useContext, type ReactNode } from "react";
import type { DashboardPage, Tile } from "@/api/contracts";
import type { CanvasVerbs } from "./canvas-verbs";

/** For which screen a page is being arranged. */
export type CanvasScreen = "desktop" | "phone";

/** What all parts of a canvas under somebody's hands share. */
export type CanvasTools = {
  page: DashboardPage;
  screen: CanvasScreen;
  zoom: number;
  verbs: CanvasVerbs;
  /** Those that are meant with this tile: all that are chosen with it, else its group, else itself. */
  meantWith: (tileId: string) => readonly Tile[];
  /** What the menu of a tile offers of its standing here; at hand with the canvas, so that nothing in an open menu moves. */
  menuItems: (tile: Tile) => ReactNode;
  /** Tells what was done to those who do not see it. */
  announce: (words: string) => void;
  /** Goes to what is told of a tile beside the page. */
  visitPane?: ((tileId: string) => void) | undefined;
};

export const CanvasToolsContext = createContext<CanvasTools | null>(null);

export const useCanvasTools = (): CanvasTools | null => useContext(CanvasToolsContext);
