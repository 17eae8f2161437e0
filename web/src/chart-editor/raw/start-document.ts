import type { Drawing, DrawnMark, QueryColumn } from "@/api/contracts";
import { isRecord } from "@/lib/is-record";

export const MAX_DOCUMENT = 20_000;

/** Kinds whose own specs work out more than a document may. */
const BEYOND: ReadonlySet<DrawnMark> = new Set(["calendar", "density", "violin", "waterfall"]);
const LINE = 100;

/** JSON as a person would write it: what is short stands in one line. */
export const laidOut = (value: unknown, indent = ""): string => {
  const flat = JSON.stringify(value);
  if (typeof value !== "object" || value === null || flat.length + indent.length <= LINE) return spaced(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((one) => inner + laidOut(one, inner)).join(",\n")}\n${indent}]`;
  return `{\n${Object.entries(value).map(([name, one]) => `${inner}${JSON.stringify(name)}: ${laidOut(one, inner)}`).join(",\n")}\n${indent}}`;
};

const spaced = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const pairs = Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}: ${spaced(one)}`);
  return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
};

const OURS = new Set(["data", "description", "usermeta", "width", "height", "autosize", "transform"]);

/** Labels and orders of the fields, which every picture has by itself. */
const isGiven = (step: unknown): boolean => isRecord(step) && typeof step["as"] === "string" && /:(label|order)$/.test(step["as"]);

const typeOf = ({ role, type }: QueryColumn): string =>
  role === "measure" ? "quantitative" : ["date", "datetime"].includes(type) ? "temporal" : "nominal";

/** A plain picture over these columns: the first group along, the first measure upward. */
export const plainDocument = (columns: readonly QueryColumn[]): string => {
  const groups = columns.filter(({ role }) => role !== "measure");
  const [along, measure] = [groups[0] ?? columns[0], columns.find(({ role }) => role === "measure") ?? columns[1]];
  const channel = (column: QueryColumn | undefined) => column && { field: column.name, type: typeOf(column), title: column.label };
  const color = groups[1];
  return laidOut({
    mark: along && typeOf(along) === "temporal" ? "line" : "bar",
    encoding: { ...(along && { x: channel(along) }), ...(measure && measure !== along && { y: channel(measure) }), ...(color && color !== along && { color: channel(color) }) },
  });
};

/** Without the colours that were chosen by hand, and the range of those of rises and falls: a document writes its own. */
const withoutHand = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutHand);
  if (!isRecord(value)) return value;
  const isOurs = (name: string, part: unknown) => (name === "condition" && isRecord(part) && String(part["test"]).startsWith("hand[")) || (name === "range" && part === "signs");
  return Object.fromEntries(Object.entries(value).filter(([name, part]) => !isOurs(name, part)).map(([name, part]) => [name, withoutHand(part)]));
};

/** The document that draws what a picture shows, to go on from. */
export const documentOf = (drawing: Pick<Drawing, "mark" | "vega_lite">, columns: readonly QueryColumn[]): string => {
  const spec = drawing.vega_lite;
  if (!isRecord(spec) || BEYOND.has(drawing.mark as DrawnMark)) return plainDocument(columns);
  const steps = Array.isArray(spec["transform"]) ? spec["transform"] : [];
  const first = steps.findIndex((step) => !isGiven(step));
  const own = first < 0 ? [] : steps.slice(first);
  const kept = Object.fromEntries(Object.entries(spec).filter(([name]) => !OURS.has(name)));
  const text = laidOut(withoutHand({ ...(own.length > 0 && { transform: own }), ...kept }));
  return text.length > MAX_DOCUMENT ? plainDocument(columns) : text;
};
