import { useMemo, useRef, useState, useSyncExternalStore } from "react";

/** Beside the pane a page still needs the width that tiles can be pulled about on. */
const ROOMY = "(min-width: 72rem)";
const KEY = "gnomon.pane";

/** The place that the pane has beside the page. */
export const PANE_ID = "tile-pane";

export type PaneTab = "fields" | "format";

const read = (): { isOpen: boolean; tab: PaneTab } => {
  try {
    const [isOpen, tab] = (localStorage.getItem(KEY) ?? "").split(" ");
    return { isOpen: isOpen === "open", tab: tab === "format" ? "format" : "fields" };
  } catch {
    return { isOpen: false, tab: "fields" };
  }
};

const write = ({ isOpen, tab }: { isOpen: boolean; tab: PaneTab }): void => {
  try {
    localStorage.setItem(KEY, `${isOpen ? "open" : "closed"} ${tab}`);
  } catch {
    // A browser that keeps nothing shows the pane as it is by itself the next time.
  }
};

const subscribe = (listener: () => void): (() => void) => {
  const media = window.matchMedia(ROOMY);
  media.addEventListener("change", listener);
  return () => { media.removeEventListener("change", listener); };
};

export type Pane = {
  isOpen: boolean;
  /** Whether there is room for it beside the page; where there is none it slides in over it. */
  isBeside: boolean;
  tab: PaneTab;
  /** Counts up when somebody goes to the pane. */
  visits: number;
  /** Counts up when somebody begins a picture there. */
  beginnings: number;
  setOpen: (isOpen: boolean) => void;
  setTab: (tab: PaneTab) => void;
  /** Opens it, and takes the focus there. */
  visit: () => void;
  /** Goes to where a picture is begun, and lets go of what was chosen. */
  begin: () => void;
  /** Whether somebody has just gone there; it is told once. */
  takeVisit: () => boolean;
};

/** Whether the pane of fields and formats is open, and what it shows; remembered by this browser where there is room for it. */
export const usePane = (): Pane => {
  const isBeside = useSyncExternalStore(subscribe, () => window.matchMedia(ROOMY).matches);
  const [kept, setKept] = useState(read);
  const [isOver, setOver] = useState(false);
  const [visits, setVisits] = useState(0);
  const [beginnings, setBeginnings] = useState(0);
  const isVisited = useRef(false);
  return useMemo(() => {
    const keep = (change: Partial<typeof kept>) => {
      const next = { ...kept, ...change };
      setKept(next);
      write(next);
    };
    const setOpen = (isOpen: boolean) => {
      if (isBeside) keep({ isOpen });
      else setOver(isOpen);
    };
    const visit = () => {
      isVisited.current = true;
      setOpen(true);
      setVisits((before) => before + 1);
    };
    return {
      isOpen: isBeside ? kept.isOpen : isOver,
      isBeside,
      tab: kept.tab,
      visits,
      beginnings,
      setOpen,
      setTab: (tab) => { keep({ tab }); },
      visit,
      begin: () => {
        setBeginnings((before) => before + 1);
        visit();
      },
      takeVisit: () => {
        const was = isVisited.current;
        isVisited.current = false;
        return was;
      },
    };
  }, [beginnings, isBeside, isOver, kept, visits]);
};
