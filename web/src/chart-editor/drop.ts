import type { SemanticModel } from "@/api/contracts";
import { CANVAS_ID, PAGE_ID } from "./canvas-id";
import { placeOf, type Carried } from "./drag";
import { addFilter, moveField, placeField, type Question } from "./state";
import { bestWell, fittedTo } from "./wells";

/** What a drop does: a new field is placed, one that stood in a well moves, a filter opens its editor. */
export const dropped = (question: Question, { ref, from }: Carried, targetId: string | number, model: SemanticModel): Question => {
  const place = targetId === CANVAS_ID || targetId === PAGE_ID ? bestWell(question.wells, ref) : placeOf(targetId);
  const fitted = place && fittedTo(place, ref, model);
  if (!place || !fitted) return question;
  if (place === "filter") return addFilter(question, fitted.member);
  return from === null ? placeField(question, fitted, place) : moveField(question, from, place, fitted);
};
