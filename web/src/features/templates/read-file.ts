import type { DashboardFile } from "@/api/contracts";
import { isRecord } from "@/lib/is-record";
import type { SketchedTile } from "./sketch";

const MAX_BYTES = 2_000_000;

/** The dashboard in a file; whether it is a right one is for the server to say. */
export const readFile = async (file: File): Promise<{ file: DashboardFile; name: string }> => {
  if (file.size > MAX_BYTES) throw new Error(`“${file.name}” has more than 2 MB.`);
  const parsed: unknown = await file.text().then((text) => JSON.parse(text) as unknown).catch(() => null);
  if (!isRecord(parsed) || !isRecord(parsed["spec"])) throw new Error(`“${file.name}” is no dashboard.`);
  return { file: parsed as DashboardFile, name: file.name };
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const numberOf = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);

/** The tiles of the first page of a file that nobody has checked yet, as far as they can be drawn. */
export const tilesOf = (file: unknown): SketchedTile[] => {
  const spec = isRecord(file) ? file["spec"] : null;
  const [page] = listOf(isRecord(spec) ? spec["pages"] : null);
  return listOf(isRecord(page) ? page["tiles"] : null).flatMap((tile) => {
    if (!isRecord(tile) || !isRecord(tile["layout"])) return [];
    const { x, y, width, height } = tile["layout"];
    const chart = isRecord(tile["chart"]) ? tile["chart"] : null;
    const layout = { x: numberOf(x), y: numberOf(y), width: Math.max(1, numberOf(width)), height: Math.max(1, numberOf(height)) };
    return [{ kind: textOf(tile["kind"]), mark: chart && (textOf(chart["mark"]) || "auto"), title: textOf(tile["title"]) || textOf(chart?.["title"]), layout }];
  });
};
