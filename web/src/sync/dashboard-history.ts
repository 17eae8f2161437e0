import type * as Y from "yjs";
import type { DashboardPage, Tile } from "@/api/contracts";
import { isSame } from "@/lib/same";
import { docOf, LOCAL, materialise, replaceContent, type DashboardContent, type DashboardDocument, type DashboardUndo } from "./dashboard-document";
import { mergeContent } from "./merge-content";

/** What one step of a person changed: the dashboard before and after it, without what is alike in both. */
export type HistoryStep = { before: DashboardContent; after: DashboardContent };

/** Steps that may be taken back, and those that were; the latest of each stands last. */
export type History = { done: readonly HistoryStep[]; undone: readonly HistoryStep[] };

export const NO_HISTORY: History = { done: [], undone: [] };

type Keep = (history: History) => void;

export const createDocument = (content: DashboardContent, earlier?: History, onChange?: Keep): DashboardDocument => {
  const doc = docOf(content);
  return { doc, undo: undoFor(doc, earlier, onChange) };
};

/**
 * Undo and redo that go on with the steps of earlier visits. A step is merged backwards into what the dashboard is by then, property by property,
 * so that what others changed meanwhile stays. `onChange` is told what to keep for the next visit.
 */
export const undoFor = (doc: Y.Doc, earlier: History = NO_HISTORY, onChange: Keep = () => undefined): DashboardUndo => {
  let { done, undone } = earlier;
  let present = materialise(doc);
  const settle = (next: History): void => {
    ({ done, undone } = next);
    onChange(next);
  };
  doc.on("update", (_update: Uint8Array, origin: unknown) => {
    const was = present;
    present = materialise(doc);
    if (origin === LOCAL && !isSame(was, present)) settle({ done: [...done, reduced(was, present)], undone: [] });
  });

  /** Takes the latest of some steps; one that no longer changes anything leads on to the one before it. How many were taken. */
  const go = (steps: readonly HistoryStep[], from: keyof HistoryStep, to: keyof HistoryStep): number => {
    for (const [taken, step] of steps.toReversed().entries()) {
      const wanted = mergeContent(step[from], step[to], present);
      if (isSame(wanted, present)) continue;
      replaceContent(doc, wanted);
      return taken + 1;
    }
    return steps.length;
  };
  return {
    canUndo: () => done.length > 0,
    canRedo: () => undone.length > 0,
    undo: () => {
      const left = done.length - go(done, "after", "before");
      settle({ done: done.slice(0, left), undone: [...undone, ...done.slice(left).toReversed()] });
    },
    redo: () => {
      const left = undone.length - go(undone, "before", "after");
      settle({ done: [...done, ...undone.slice(left).toReversed()], undone: undone.slice(0, left) });
    },
  };
};

/** Both sides of a step with no more pages and tiles than it takes to tell what changed. */
const reduced = (before: DashboardContent, after: DashboardContent): HistoryStep => {
  const seats = [seatsOf(before), seatsOf(after)] as const;
  const isChanged = (id: string): boolean => !isSame(seats[0].get(id), seats[1].get(id));
  const isReordered = !isSame(before.spec.pages.map(({ id }) => id), after.spec.pages.map(({ id }) => id));
  const own = [ownPages(before), ownPages(after)] as const;
  const narrowed = ({ spec, ...rest }: DashboardContent): DashboardContent => ({
    ...rest,
    spec: {
      ...spec,
      pages: spec.pages
        .map((page) => ({ ...page, tiles: (page.tiles ?? []).filter(({ id }) => isChanged(id)) }))
        .filter(({ id }) => isReordered || !isSame(own[0].get(id), own[1].get(id)) || holdsChanged(seats, id, isChanged)),
    },
  });
  return { before: narrowed(before), after: narrowed(after) };
};

type Seats = ReadonlyMap<string, { page: string; tile: Tile }>;

const seatsOf = ({ spec }: DashboardContent): Seats =>
  new Map(spec.pages.flatMap((page) => (page.tiles ?? []).map((tile) => [tile.id, { page: page.id, tile }] as const)));

const ownPages = ({ spec }: DashboardContent): ReadonlyMap<string, Omit<DashboardPage, "tiles">> =>
  new Map(spec.pages.map(({ tiles: _, ...page }) => [page.id, page]));

const holdsChanged = (sides: readonly Seats[], page: string, isChanged: (id: string) => boolean): boolean =>
  sides.some((seats) => [...seats].some(([id, seat]) => seat.page === page && isChanged(id)));
