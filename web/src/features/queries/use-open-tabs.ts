import { useEffect, useRef } from "react";
import { showUndo } from "@/ui/toast-store";
import type { SavedQuery, SqlRun } from "./api";
import { forgetRun } from "./run-store";
import { activateTab, changeTab, closeTab, openTab, useTabs } from "./tab-store";
import { contentOfRun, contentOfSaved, hasChanges, type SqlTab } from "./tabs";

export type OpenTabs = {
  show: (tab: SqlTab) => void;
  close: (tab: SqlTab) => void;
  create: () => void;
  openSaved: (saved: SavedQuery) => void;
  openRun: (run: SqlRun) => void;
  address: (id: string | null) => void;
};

const tabOf = (id: string): SqlTab | undefined => useTabs.getState().tabs.find(({ base }) => base?.id === id);

/** Opens and closes tabs; the address always names the saved query that is looked at. */
export const useOpenTabs = (onAddress: (id: string | null) => void): OpenTabs => {
  const address = useRef(onAddress);
  useEffect(() => { address.current = onAddress; });
  const goTo = (id: string | null) => { address.current(id); };
  const follow = () => {
    const { tabs, activeId } = useTabs.getState();
    goTo(tabs.find(({ id }) => id === activeId)?.base?.id ?? null);
  };
  return {
    address: goTo,
    show: (tab) => { activateTab(tab.id); follow(); },
    create: () => { openTab(); follow(); },
    close: (tab) => {
      const undo = closeTab(tab.id);
      forgetRun(tab.id);
      if (tab.text.trim() !== "") showUndo(`“${tab.name}” was closed.`, () => { undo(); follow(); });
      follow();
    },
    openSaved: (saved) => {
      const known = tabOf(saved.id);
      // What was typed and not saved is not overwritten; saving it will show both versions.
      if (known && !hasChanges(known)) changeTab(known.id, contentOfSaved(saved));
      if (known) activateTab(known.id);
      else openTab(contentOfSaved(saved));
      follow();
    },
    openRun: (run) => { openTab(contentOfRun(run)); follow(); },
  };
};
