import type { Announcements, KeyboardCoordinateGetter, ScreenReaderInstructions, UniqueIdentifier } from "@dnd-kit/core";
import type { FieldRef } from "@/api/contracts";
import { CANVAS_ID, PAGE_ID } from "./canvas-id";
import type { WellPlace } from "./state";
import { PLACE_WORDS, PLACES, type DropPlace } from "./wells";

/** What is being carried: a field from the list, or one that stands in a well already. */
export type Carried = { ref: FieldRef; words: string; from: WellPlace | null };

export const dropId = (place: DropPlace): string => `place:${place}`;

export const placeOf = (id: UniqueIdentifier | undefined): DropPlace | null => PLACES.find((place) => dropId(place) === id) ?? null;

const STEP: Partial<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Arrow keys jump from well to well, past the ones that do not take the field; where there are none, onto the page. */
export const jumpBetweenWells: KeyboardCoordinateGetter = (event, { context: { droppableContainers, droppableRects, over } }) => {
  const step = STEP[event.code];
  if (step === undefined) return undefined;
  event.preventDefault();
  const open = PLACES.filter((place) => droppableContainers.get(dropId(place))?.disabled === false && droppableRects.has(dropId(place)));
  const here = placeOf(over?.id);
  const at = here === null ? (step === 1 ? -1 : 0) : open.indexOf(here);
  const next = open[(at + step + open.length) % open.length];
  const rect = droppableRects.get(next === undefined ? PAGE_ID : dropId(next));
  return rect ? { x: rect.left + 8, y: rect.top + 8 } : undefined;
};

export const dragInstructions: ScreenReaderInstructions = {
  draggable: "Press Space to pick up the field, the arrow keys to go from well to well, Space again to drop it, Escape to put it back. Press Enter for a menu instead.",
};

type Named = { data: { current?: unknown } };
const wordsOf = (active: Named): string => (active.data.current as Carried | undefined)?.words ?? "The field";

const overWords = (id: UniqueIdentifier | undefined): string | null => {
  if (id === CANVAS_ID) return "the picture";
  if (id === PAGE_ID) return "the page";
  const place = placeOf(id);
  return place === null ? null : PLACE_WORDS[place];
};

export const announcements: Announcements = {
  onDragStart: ({ active }) => `Picked up ${wordsOf(active)}.`,
  onDragOver: ({ active, over }) => `${wordsOf(active)} is ${over ? `over ${overWords(over.id) ?? "a well"}` : "over no well"}.`,
  onDragEnd: ({ active, over }) => (over ? `${wordsOf(active)} was dropped on ${overWords(over.id) ?? "a well"}.` : `${wordsOf(active)} was put back.`),
  onDragCancel: ({ active }) => `${wordsOf(active)} was put back.`,
};
