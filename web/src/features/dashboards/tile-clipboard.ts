import type { DashboardParameter, PageFilter, Tile } from "@/api/contracts";
import { isRecord } from "@/lib/is-record";
import { NO_CONTROLS, type Controls } from "./pasted-controls";

/** Copied tiles, for every dashboard that is open in this browser; one person's are not another's. */
const keyOf = (userId: string): string => `gnomon.copied-tiles.${userId}`;

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

const isTile = (value: unknown): value is Tile => {
  if (!isRecord(value) || typeof value["id"] !== "string" || !isRecord(value["layout"])) return false;
  const { x, y, width, height } = value["layout"];
  if (![x, y, width, height].every(isNumber)) return false;
  if (value["kind"] === "text") return typeof value["markdown"] === "string";
  if (value["kind"] === "image") return typeof value["asset_id"] === "string";
  if (value["kind"] === "button") return typeof value["words"] === "string" && isRecord(value["action"]);
  if (value["kind"] === "slicer") return typeof value["control_id"] === "string";
  if (value["kind"] === "shape") return true;
  return value["kind"] === "chart" && isRecord(value["chart"]) && typeof value["chart"]["dataset_id"] === "string";
};

const isControl = (value: unknown, ...names: string[]): boolean => isRecord(value) && ["id", "dataset_id", "control", ...names].every((name) => typeof value[name] === "string");

/** Tiles with what their slicers show. */
export type Copied = Controls & { tiles: readonly Tile[] };

const NOTHING: Copied = { ...NO_CONTROLS, tiles: [] };

/** Whether they were kept: a browser may refuse to. */
export const copyTiles = (userId: string, copied: Copied): boolean => {
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify(copied));
    return true;
  } catch {
    return false;
  }
};

const readCopied = (found: unknown): Copied => {
  // Tiles alone were kept before they took along what their slicers show.
  if (Array.isArray(found)) return found.every(isTile) ? { ...NOTHING, tiles: found } : NOTHING;
  if (!isRecord(found)) return NOTHING;
  const { tiles, filters, parameters } = found;
  if (!Array.isArray(tiles) || !tiles.every(isTile) || !Array.isArray(filters) || !Array.isArray(parameters)) return NOTHING;
  const isWhole = filters.every((one) => isControl(one, "member")) && parameters.every((one) => isControl(one, "parameter"));
  return isWhole ? { tiles, filters: filters as PageFilter[], parameters: parameters as DashboardParameter[] } : NOTHING;
};

/** What was copied last; what cannot be read is nothing. */
export const copiedTiles = (userId: string): Copied => {
  try {
    return readCopied(JSON.parse(localStorage.getItem(keyOf(userId)) ?? "[]"));
  } catch {
    return NOTHING;
  }
};
