import { useEffect, useRef } from "react";

type PageKeys = { onRun: () => void; onSave: () => void };

/** Run and save from anywhere on the page; in a dialog the keys are the dialog's. */
export const usePageKeys = (keys: PageKeys): void => {
  const latest = useRef(keys);
  useEffect(() => { latest.current = keys; });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return;
      if (document.querySelector("[role=dialog]") !== null) return;
      const verb = event.key === "Enter" ? latest.current.onRun : event.key.toLowerCase() === "s" ? latest.current.onSave : null;
      if (verb === null) return;
      event.preventDefault();
      verb();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => { window.removeEventListener("keydown", onKeyDown); };
  }, []);
};
