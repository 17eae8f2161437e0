import { useEffect, useRef } from "react";

const LONGEST_MS = 15 * 60_000;
const FIRST_RETRY_MS = 5_000;

type AutoRefreshInput = {
  /** 0 never. */
  seconds: number;
  /** Whether the last asking was in vain. */
  isInVain: boolean;
  onRefresh: () => void;
  /** Asks again what was asked in vain. */
  onRetry: () => void;
};

/** Asks anew every so many seconds while somebody can see the tab, and at once when it is seen again after longer; after a failure sooner, then ever later. */
export const useAutoRefresh = ({ seconds, isInVain, onRefresh, onRetry }: AutoRefreshInput): void => {
  const latest = useRef({ onRefresh, onRetry });
  useEffect(() => { latest.current = { onRefresh, onRetry }; });

  useEffect(() => {
    if (seconds === 0) return undefined;
    const pace = seconds * 1_000;
    let due = Date.now() + pace;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      clearTimeout(timer);
      if (document.hidden) return;
      timer = setTimeout(() => {
        due = Date.now() + pace;
        latest.current.onRefresh();
        wait();
      }, Math.max(0, due - Date.now()));
    };
    wait();
    document.addEventListener("visibilitychange", wait);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", wait);
    };
  }, [seconds]);

  useEffect(() => {
    if (!isInVain) return undefined;
    let pause = FIRST_RETRY_MS;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = () => {
      timer = setTimeout(() => {
        if (!document.hidden) latest.current.onRetry();
        pause = Math.min(pause * 2, LONGEST_MS);
        again();
      }, pause);
    };
    again();
    return () => { clearTimeout(timer); };
  }, [isInVain]);
};
