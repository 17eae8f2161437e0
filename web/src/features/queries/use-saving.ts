import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem, type Problem } from "@/api/problems";
import { showFailure, showToast } from "@/ui/toast-store";
import { changeSaved, createSaved, queryById, type SavedQuery } from "./api";
import type { ParameterType } from "./parameters";
import type { QueryWords } from "./save-dialog";
import { changeTab } from "./tab-store";
import { baseOf, contentOfSaved, savedParameters, type SqlTab } from "./tabs";

type Saving = {
  isSaving: boolean;
  problem: Problem | null;
  isNaming: boolean;
  /** What somebody else saved meanwhile. */
  theirs: SavedQuery | null;
  save: () => void;
  saveAs: () => void;
  saveNamed: (words: QueryWords) => void;
  keepMine: () => void;
  takeTheirs: () => void;
  close: () => void;
};

/** Saves the query of a tab; where somebody else was first, both versions are shown. */
export const useSaving = (tab: SqlTab, guess: (name: string) => ParameterType, onSaved: (id: string) => void): Saving => {
  const client = useQueryClient();
  const [isNaming, setNaming] = useState(false);
  const [theirs, setTheirs] = useState<SavedQuery | null>(null);
  const statement = () => ({ sql: tab.text, parameters: savedParameters(tab.text, tab.parameters, guess) });

  const kept = (saved: SavedQuery) => {
    changeTab(tab.id, { name: saved.name, base: baseOf(saved) });
    client.setQueryData(queryById(saved.id).queryKey, saved);
    void client.invalidateQueries({ queryKey: ["saved-queries"] });
    setNaming(false);
    setTheirs(null);
    onSaved(saved.id);
    showToast({ tone: "success", title: `“${saved.name}” is saved` });
  };

  const create = useMutation<SavedQuery, Problem, QueryWords>({ mutationFn: (words) => createSaved({ ...words, ...statement() }), onSuccess: kept });

  const failed = async (problem: Problem, id: string) => {
    if (problem.code !== "CONFLICT") { showFailure("The query could not be saved", problem); return; }
    try {
      const present = await client.fetchQuery(queryById(id));
      if (present.kind === "saved") setTheirs(present);
    } catch (error) {
      showFailure("The query could not be saved", asProblem(error));
    }
  };
  const change = useMutation<SavedQuery, Problem, { id: string; words: QueryWords; revision: number }>({
    mutationFn: ({ id, words, revision }) => changeSaved(id, { ...words, ...statement(), revision }),
    onSuccess: kept,
    onError: (problem, { id }) => failed(problem, id),
  });

  const { base } = tab;
  const saveAs = () => { create.reset(); setTheirs(null); setNaming(true); };
  return {
    isSaving: create.isPending || change.isPending,
    problem: create.error,
    isNaming, theirs, saveAs,
    save: () => {
      if (base === null) saveAs();
      else change.mutate({ id: base.id, words: { name: tab.name, description: base.description, folder: base.folder }, revision: base.revision });
    },
    saveNamed: (words) => { create.mutate(words); },
    keepMine: () => { if (theirs) change.mutate({ id: theirs.id, words: { name: tab.name, description: theirs.description, folder: theirs.folder }, revision: theirs.revision }); },
    takeTheirs: () => {
      if (!theirs) return;
      changeTab(tab.id, contentOfSaved(theirs));
      setTheirs(null);
    },
    close: () => { setNaming(false); setTheirs(null); },
  };
};
