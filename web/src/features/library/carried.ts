import type { DragEvent } from "react";
import type { ThingKey } from "./api";

/** What is pulled with the mouse to another folder. */
export type Carried = { things: readonly ThingKey[]; folderId: string | null };

const TYPE = "application/x-gnomon-things";

export const carry = (event: DragEvent, carried: Carried): void => {
  event.dataTransfer.setData(TYPE, JSON.stringify(carried));
  event.dataTransfer.effectAllowed = "move";
};

export const isCarried = (event: DragEvent): boolean => event.dataTransfer.types.includes(TYPE);

/** What was pulled here; null where it was something else. */
export const carriedIn = (event: DragEvent): Carried | null => {
  const text = event.dataTransfer.getData(TYPE);
  return text === "" ? null : (JSON.parse(text) as Carried);
};
