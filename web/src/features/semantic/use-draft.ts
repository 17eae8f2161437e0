import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer, useState } from "react";
import type { ModelCheck, ModelState, ModelTableState } from "@/api/contracts";
import { checkModel, saveModel } from "./api";
import type { Definition } from "./definition";
import { beginDraft, hasUnsaved, isChanged, stepDraft, type Written } from "./draft";

const PAUSE_MS = 400;

const useSettled = <Value,>(value: Value): Value => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => { setSettled(value); }, PAUSE_MS);
    return () => { clearTimeout(timer); };
  }, [value]);
  return settled;
};

/** A model that is being changed: its draft, what is wrong with it, and how it is saved. */
export const useDraft = (state: ModelState, onSaved: () => void) => {
  const client = useQueryClient();
  const [draft, dispatch] = useReducer(stepDraft, state, beginDraft);
  const [tables, setTables] = useState<readonly ModelTableState[]>(state.tables);
  const { definition } = draft.present;
  const settled = useSettled(definition);
  const isDirty = hasUnsaved(draft);
  const { data: check = state.check } = useQuery<ModelCheck>({
    queryKey: ["models", "check", draft.id, settled],
    queryFn: () => checkModel(draft.id, settled),
    enabled: isDirty,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const save = useMutation({
    mutationFn: async ({ sent, revision }: { sent: Written; revision: number }) => ({ sent, saved: await saveModel(draft.id, revision, sent) }),
    onSuccess: ({ sent, saved }) => {
      dispatch({ kind: "saved", state: saved, sent });
      setTables(saved.tables);
      void client.invalidateQueries({ queryKey: ["model"] });
      void client.invalidateQueries({ queryKey: ["models"], predicate: ({ queryKey }) => queryKey[1] !== "state" && queryKey[1] !== "check" });
      onSaved();
    },
  });
  return {
    draft,
    definition,
    tables,
    check,
    isDirty,
    canSave: isChanged(draft),
    change: (change: (definition: Definition) => Definition) => { dispatch({ kind: "change", change: (written) => ({ ...written, definition: change(written.definition) }) }); },
    describe: (words: Pick<Written, "name" | "description">) => { dispatch({ kind: "change", change: (written) => ({ ...written, ...words }) }); },
    knowTable: (table: ModelTableState) => { setTables((known) => [...known.filter(({ name }) => name !== table.name), table]); },
    undoLast: () => { dispatch({ kind: "undo" }); },
    undo: draft.past.length === 0 ? null : () => { dispatch({ kind: "undo" }); },
    redo: draft.future.length === 0 ? null : () => { dispatch({ kind: "redo" }); },
    save,
    saveNow: (revision = draft.revision) => { save.mutate({ sent: draft.present, revision }); },
  };
};

export type Editing = ReturnType<typeof useDraft>;
