import { useEffect } from "react";

/** Names the page in the tab, in the history and for screen readers. */
export const usePageTitle = (title: string): void => {
  useEffect(() => {
    document.title = title === "" ? "Gnomon" : `${title} · Gnomon`;
  }, [title]);
};
