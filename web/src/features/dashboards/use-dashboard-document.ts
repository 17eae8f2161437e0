import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { Dashboard } from "@/api/contracts";
import { readDashboard, saveDashboard } from "@/api/dashboards";
import { isSame } from "@/lib/same";
import { materialise, replaceContent, type DashboardContent, type DashboardDocument } from "@/sync/dashboard-document";
import { createDocument } from "@/sync/dashboard-history";
import { mergeContent } from "@/sync/merge-content";
import { dashboardOptions } from "./api";
import { Saver, type SaveState } from "./autosave";
import { forgetDraft, keepDraft, readDraft } from "./drafts";
import { readHistory, writeHistory } from "./kept-history";

export type EditDashboard = (operation: (document: DashboardDocument) => void) => void;

export type Step = () => DashboardContent;

export type DashboardEditor = {
  content: DashboardContent;
  saveState: SaveState;
  /** Whether the screen shows something that the server may not have. */
  isDirty: boolean;
  edit: EditDashboard;
  /** Each answers what the dashboard is then. */
  undo: Step | null;
  redo: Step | null;
  saveNow: () => Promise<void>;
};

const contentOf = ({ name, description, spec }: Dashboard): DashboardContent => ({ name, description, spec });

/** What an earlier visit left unsaved, merged into what the server has now. */
const startContent = (dashboard: Dashboard, userId: string): DashboardContent => {
  const present = contentOf(dashboard);
  const draft = dashboard.may_edit ? readDraft(userId, dashboard.id) : null;
  return draft === null ? present : mergeContent(draft.base, draft.content, present);
};

const useContent = ({ doc }: DashboardDocument): DashboardContent => {
  const cache = useRef<DashboardContent | null>(null);
  const subscribe = useCallback(
    (listener: () => void) => {
      const changed = () => {
        cache.current = null;
        listener();
      };
      doc.on("update", changed);
      return () => { doc.off("update", changed); };
    },
    [doc],
  );
  return useSyncExternalStore(subscribe, () => (cache.current ??= materialise(doc)));
};

/** The document of one dashboard while its page is open: edited here, saved by itself, drafts kept until the server has them. */
export const useDashboardDocument = (dashboard: Dashboard, userId: string): DashboardEditor => {
  const client = useQueryClient();
  const { id } = dashboard;
  const [document] = useState(() => createDocument(startContent(dashboard, userId), readHistory(userId, id), (kept) => { writeHistory(userId, id, kept); }));
  const [saveState, setSaveState] = useState<SaveState>({ status: "saved" });
  const [opened] = useState(dashboard);
  const content = useContent(document);

  const saver = useMemo(
    () =>
      new Saver(opened, {
        read: () => materialise(document.doc),
        write: (merged) => { replaceContent(document.doc, merged); },
        save: (body) => saveDashboard(id, body),
        fetch: () => readDashboard(id),
        onState: setSaveState,
        onSaved: (saved) => {
          client.setQueryData(dashboardOptions(id).queryKey, saved);
          void client.invalidateQueries({ queryKey: ["dashboards"] });
        },
      }),
    [client, document, id, opened],
  );

  useEffect(() => {
    if (!opened.may_edit) return undefined;
    saver.start();
    const base = contentOf(opened);
    const keep = () => {
      saver.touch();
      const present = materialise(document.doc);
      if (saver.isDirty) keepDraft(userId, id, { base: saver.savedContent, content: present });
      else forgetDraft(userId, id);
    };
    if (!isSame(base, materialise(document.doc))) keep();
    document.doc.on("update", keep);
    const leave = () => { void saver.flush(); };
    window.addEventListener("pagehide", leave);
    return () => {
      document.doc.off("update", keep);
      window.removeEventListener("pagehide", leave);
      void saver.flush().finally(() => {
        if (!saver.isDirty) forgetDraft(userId, id);
        saver.stop();
      });
    };
  }, [document, id, opened, saver, userId]);

  useEffect(() => {
    if (saveState.status === "saved") forgetDraft(userId, id);
  }, [id, saveState, userId]);

  const edit = useCallback<EditDashboard>((operation) => { operation(document); }, [document]);
  const step = (go: () => void): Step => () => {
    go();
    return materialise(document.doc);
  };
  return {
    content,
    saveState,
    isDirty: !saver.isSettled,
    edit,
    undo: dashboard.may_edit && document.undo.canUndo() ? step(document.undo.undo) : null,
    redo: dashboard.may_edit && document.undo.canRedo() ? step(document.undo.redo) : null,
    saveNow: () => saver.flush(),
  };
};
