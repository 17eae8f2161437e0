import type { Tile } from "@/api/contracts";
import { isRecord } from "@/lib/is-record";

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

/** Whether they were kept: a browser may refuse to. */
export const copyTiles = (userId: string, tiles: readonly Tile[]): boolean => {
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify(tiles));
    return true;
  } catch {
    return false;
  }
};

/** What was copied last; what cannot be read is nothing. */
export const copiedTiles = (userId: string): Tile[] => {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(keyOf(userId)) ?? "[]");
    return Array.isArray(found) && found.every(isTile) ? found : [];
  } catch {
    return [];
  }
};
