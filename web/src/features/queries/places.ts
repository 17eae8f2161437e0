import { isRecord } from "@/lib/is-record";
import type { Range } from "./statements";

const lengthOf = (text: string, points: number): number => [...text].slice(0, points).join("").length;

const lineStart = (text: string, line: number): number => {
  let start = 0;
  for (let step = 1; step < line; step += 1) {
    const next = text.indexOf("\n", start);
    if (next === -1) return text.length;
    start = next + 1;
  }
  return start;
};

/** A word where nothing else is known of how long the place is. */
const WORD_HERE = /^[\p{L}\p{N}_$]+|^"(?:[^"]|"")*"|^\S/u;

/** What the server found fault with: where it stands, and names that may have been meant. */
export type Fault = { place: Range | null; line: number | null; nearMisses: readonly string[] };

const positive = (value: unknown): number | null => (typeof value === "number" && Number.isInteger(value) && value >= 1 ? value : null);

/**
 * Reads `details` of a refused statement. The server counts lines and columns from one, columns in code points, within what was
 * sent; the place is given in the text that it was sent from, at `sentFrom`.
 */
export const faultOf = (details: Readonly<Record<string, unknown>>, text: string, sent: Range): Fault => {
  const misses = details["near_misses"];
  const nearMisses = Array.isArray(misses) ? misses.filter((miss): miss is string => typeof miss === "string") : [];
  const [line, column] = [positive(details["line"]), positive(details["column"])];
  if (line === null || column === null) return { place: null, line: null, nearMisses };
  const sql = text.slice(sent.from, sent.to);
  const start = lineStart(sql, line);
  const rest = sql.slice(start).split("\n", 1)[0] ?? "";
  const from = Math.min(sql.length, start + lengthOf(rest, column - 1));
  const length = positive(details["length"]);
  const to = length === null ? from + (WORD_HERE.exec(sql.slice(from))?.[0].length ?? 0) : from + lengthOf(sql.slice(from), length);
  const place = { from: sent.from + from, to: sent.from + Math.min(to, sql.length) };
  return { place, line: text.slice(0, place.from).split("\n").length, nearMisses };
};

export const faultFrom = (details: unknown, text: string, sent: Range): Fault =>
  isRecord(details) ? faultOf(details, text, sent) : { place: null, line: null, nearMisses: [] };
