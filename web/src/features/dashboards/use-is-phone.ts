import { useSyncExternalStore } from "react";

const NARROW = "(max-width: 39.99rem)";

/** Whether there is room for one thing beside another: on a phone there is not. */
export const useIsPhone = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(NARROW);
      media.addEventListener("change", listener);
      return () => { media.removeEventListener("change", listener); };
    },
    () => window.matchMedia(NARROW).matches,
  );
