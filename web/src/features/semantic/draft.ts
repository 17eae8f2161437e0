import type { ModelState } from "@/api/contracts";
import { isSame } from "@/lib/same";
import { wholeDefinition, type Definition } from "./definition";

/** What is written of a model, saved or not. */
export type Written = { name: string; description: string | null; definition: Definition };

/** What is being changed, what was before, and what was last saved. */
export type Draft = { past: readonly Written[]; present: Written; future: readonly Written[]; saved: Written; id: string | null; revision: number };

export type DraftStep =
  | { kind: "change"; change: (written: Written) => Written }
  | { kind: "undo" | "redo" }
  | { kind: "saved"; state: ModelState; sent: Written };

const KEPT = 100;

export const writtenOf = ({ name, description, definition }: ModelState): Written => ({ name, description, definition: wholeDefinition(definition) });

export const beginDraft = (state: ModelState): Draft => {
  const written = writtenOf(state);
  return { past: [], present: written, future: [], saved: written, id: state.id, revision: state.revision };
};

const changed = (draft: Draft, next: Written): Draft =>
  isSame(next, draft.present) ? draft : { ...draft, past: [...draft.past, draft.present].slice(-KEPT), present: next, future: [] };

export const stepDraft = (draft: Draft, step: DraftStep): Draft => {
  switch (step.kind) {
    case "change": return changed(draft, step.change(draft.present));
    case "undo": {
      const last = draft.past.at(-1);
      return last === undefined ? draft : { ...draft, past: draft.past.slice(0, -1), present: last, future: [draft.present, ...draft.future] };
    }
    case "redo": {
      const [next, ...rest] = draft.future;
      return next === undefined ? draft : { ...draft, past: [...draft.past, draft.present], present: next, future: rest };
    }
    case "saved": {
      // What was typed while the answer was under way stays.
      const saved = writtenOf(step.state);
      const present = isSame(draft.present, step.sent) ? saved : draft.present;
      return { ...draft, present, saved, id: step.state.id, revision: step.state.revision };
    }
  }
};

export const isChanged = ({ id, present, saved }: Draft): boolean => id === null || !isSame(present, saved);
export const hasUnsaved = ({ present, saved }: Draft): boolean => !isSame(present, saved);
