import { useEffect, useRef, useState } from "react";
import { tabId } from "./page-panel";

/** Where the hands are among the tabs: what is done to a page leads them to a tab, and a tab that goes hands them on to the chosen one. */
export const useTabFocus = (present: string) => {
  const wanted = useRef<string | null>(null);
  const isInside = useRef(false);
  const [, wake] = useState(0);

  useEffect(() => {
    const isLost = isInside.current && document.activeElement === document.body;
    const id = wanted.current ?? (isLost ? present : null);
    const tab = id === null ? null : document.getElementById(tabId(id));
    if (tab === null) return;
    wanted.current = null;
    tab.focus();
  });

  return {
    /** The tab takes the focus as soon as it is there. */
    focusTab: (pageId: string) => {
      wanted.current = pageId;
      wake((count) => count + 1);
    },
    onFocus: () => { isInside.current = true; },
    onBlur: () => { isInside.current = false; },
  };
};
