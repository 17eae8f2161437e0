import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useReducer, useRef } from "react";
import { chartInUrl, exploreSearch, questionFromUrl, type ExploreSearch } from "@/chart-editor/spec";
import { beginHistory, record, redo, undo, type History, type Question } from "@/chart-editor/state";

type Step = { kind: "change"; change: (question: Question) => Question } | { kind: "undo" | "redo" } | { kind: "load"; question: Question };

const step = (history: History, action: Step): History => {
  switch (action.kind) {
    case "change": return record(history, action.change(history.present));
    case "undo": return undo(history);
    case "redo": return redo(history);
    case "load": return beginHistory(action.question);
  }
};

const textOf = (search: ExploreSearch): string => JSON.stringify(search);

export type Asking = {
  datasetId: string | null;
  question: Question;
  change: (change: (question: Question) => Question) => void;
  chooseDataset: (datasetId: string) => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
};

/** What is being asked, kept in step with the address: a reload, a paste and a link lead to the same picture. */
export const useQuestion = (): Asking => {
  const search = exploreSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const navigate = useNavigate();
  const [history, dispatch] = useReducer(step, search, ({ chart }) => beginHistory(questionFromUrl(chart)));
  const datasetId = search.dataset ?? null;
  const chart = chartInUrl(history.present);
  const mine = textOf({ ...(datasetId !== null && { dataset: datasetId }), ...(chart && { chart }) });
  const theirs = textOf(search);
  // Addresses that this page wrote and has not yet seen come back: steps can be faster than the router.
  const written = useRef<string[]>([]);
  const seen = useRef(theirs);
  const wanted = useRef(theirs);

  useEffect(() => {
    if (theirs !== seen.current) {
      seen.current = theirs;
      const at = written.current.indexOf(theirs);
      written.current = written.current.slice(at + 1);
      if (at < 0) {
        // Somebody else changed the address: a link, the palette, back and forward.
        wanted.current = theirs;
        dispatch({ kind: "load", question: questionFromUrl((JSON.parse(theirs) as ExploreSearch).chart) });
        return;
      }
    }
    if (mine === wanted.current) return;
    wanted.current = mine;
    written.current.push(mine);
    void navigate({ to: "/explore", search: JSON.parse(mine) as ExploreSearch, replace: true });
  }, [mine, theirs, navigate]);

  const chooseDataset = useCallback((id: string) => { void navigate({ to: "/explore", search: { dataset: id } }); }, [navigate]);

  return {
    datasetId,
    question: history.present,
    change: useCallback((change) => { dispatch({ kind: "change", change }); }, []),
    chooseDataset,
    undo: useCallback(() => { dispatch({ kind: "undo" }); }, []),
    redo: useCallback(() => { dispatch({ kind: "redo" }); }, []),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  };
};
