import type { PageFilter, SemanticModel, Tile } from "@/api/contracts";
import { firstFreePlace } from "@/lib/free-place";

const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
const ID_LENGTH = 10;

/** A short id that no other tile, page or filter of the dashboard has, as good as surely. */
export const newId = (prefix: string): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_LENGTH));
  return `${prefix}-${[...bytes].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join("")}`;
};

export const TEXT_SIZE = { width: 8, height: 4 };

export const textTile = (tiles: readonly Tile[]): Tile => ({
  kind: "text",
  id: newId("text"),
  layout: firstFreePlace(tiles.map(({ layout }) => layout), TEXT_SIZE),
  markdown: "## A heading\n\nWhat the reader should know.",
});

/** The same tile once more, in the first free place: in no group, and not locked. */
export const copyOf = ({ group: _, locked: __, ...tile }: Tile, tiles: readonly Tile[]): Tile => ({
  ...tile,
  id: newId(tile.kind),
  layout: firstFreePlace(tiles.map(({ layout }) => layout), tile.layout),
});

export const inReadingOrder = (a: Tile, b: Tile): number => a.layout.y - b.layout.y || a.layout.x - b.layout.x;

/** The control that fits a field of this kind. */
const CONTROL_OF: Record<SemanticModel["dimensions"][number]["kind"], PageFilter["control"]> = {
  categorical: "list", boolean: "toggle", geo: "list", time: "date", number: "range",
};

export const pageFilter = (model: SemanticModel, member: string): PageFilter | null => {
  const dimension = model.dimensions.find(({ name }) => name === member);
  if (dimension === undefined) return null;
  return { id: newId("filter"), label: dimension.label, dataset_id: model.dataset_id, member, control: CONTROL_OF[dimension.kind], default: null };
};
