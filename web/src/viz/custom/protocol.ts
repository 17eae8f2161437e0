import { isRecord } from "@/lib/is-record";

/** What the page tells the frame. */
export type ToFrame =
  | { kind: "font"; family: string; bytes: ArrayBuffer }
  | { kind: "draw"; id: number; script: string; input: string; rowCount: number; width: number; height: number; font: string; fg: string }
  | { kind: "at"; id: number; x: number; y: number }
  | { kind: "light"; rows: number[] | null };

/** What the frame tells the page; nothing of it is believed that does not fit what was asked. */
export type FromFrame =
  | { kind: "ready" }
  | { kind: "drawn"; id: number }
  | { kind: "fault"; id: number; message: string }
  | { kind: "at"; id: number; row: number | null };

export const MAX_MESSAGE = 300;

/** A message of the frame, read with care; null for everything that is none. */
export const readMessage = (data: unknown): FromFrame | null => {
  if (!isRecord(data)) return null;
  const { kind, id, row, message } = data;
  if (kind === "ready") return { kind };
  if (typeof id !== "number" || !Number.isSafeInteger(id)) return null;
  if (kind === "drawn") return { kind, id };
  if (kind === "fault" && typeof message === "string") return { kind, id, message: message.slice(0, MAX_MESSAGE) };
  if (kind === "at" && (row === null || (typeof row === "number" && Number.isSafeInteger(row) && row >= 0))) return { kind, id, row };
  return null;
};
