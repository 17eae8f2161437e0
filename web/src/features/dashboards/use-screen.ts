import { useCallback, useEffect, useRef, useState } from "react";

const REST_MS = 3_000;

/** Whether nobody has touched anything for a while: then nothing stands before the pages. */
export const useIsAtRest = (restMs = REST_MS): boolean => {
  const [isAtRest, setAtRest] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let place = "";
    const stir = (event?: Event) => {
      if (event instanceof MouseEvent && event.type === "mousemove") {
        // What moves under the pointer makes browsers tell of a move that was none.
        const now = `${String(event.screenX)} ${String(event.screenY)}`;
        if (now === place) return;
        place = now;
      }
      setAtRest(false);
      clearTimeout(timer);
      timer = setTimeout(() => { setAtRest(true); }, restMs);
    };
    stir();
    const kinds = ["mousemove", "pointerdown", "keydown", "touchstart"] as const;
    for (const kind of kinds) window.addEventListener(kind, stir, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const kind of kinds) window.removeEventListener(kind, stir);
    };
  }, [restMs]);
  return isAtRest;
};

/** Keeps the screen from going dark, where the browser can; it lets go by itself when the tab is hidden. */
export const useAwakeScreen = (): void => {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let isGone = false;
    const hold = async () => {
      if (document.hidden || !("wakeLock" in navigator)) return;
      const held = await navigator.wakeLock.request("screen").catch(() => null);
      if (isGone) await held?.release();
      else lock = held;
    };
    const onVisible = () => { void hold(); };
    void hold();
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      isGone = true;
      document.removeEventListener("visibilitychange", onVisible);
      void lock?.release().catch(() => undefined);
    };
  }, []);
};

/** Takes the whole screen; browsers allow it only right after a key or a click, and some never. */
export const takeScreen = (): void => {
  const page = document.documentElement;
  if (document.fullscreenElement !== null && document.fullscreenElement !== undefined) return;
  void page.requestFullscreen?.().catch(() => undefined);
};

const leaveScreen = (): void => {
  if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
};

/** Whether the whole screen is taken; `onLeft` is called when somebody gives it back, by Escape most often. */
export const useFullScreen = (onLeft: () => void): { isFull: boolean; toggle: () => void } => {
  const [isFull, setFull] = useState(() => Boolean(document.fullscreenElement));
  const isOurs = useRef(false);
  const latest = useRef(onLeft);
  useEffect(() => { latest.current = onLeft; });
  useEffect(() => {
    const onChange = () => {
      const isNow = Boolean(document.fullscreenElement);
      setFull(isNow);
      if (!isNow && !isOurs.current) latest.current();
      isOurs.current = false;
    };
    document.addEventListener("fullscreenchange", onChange);
    return () => {
      document.removeEventListener("fullscreenchange", onChange);
      leaveScreen();
    };
  }, []);
  const toggle = useCallback(() => {
    if (!document.fullscreenElement) { takeScreen(); return; }
    isOurs.current = true;
    leaveScreen();
  }, []);
  return { isFull, toggle };
};

/** Whether somebody can see this tab. */
export const useIsVisible = (): boolean => {
  const [isVisible, setVisible] = useState(() => !document.hidden);
  useEffect(() => {
    const onChange = () => { setVisible(!document.hidden); };
    document.addEventListener("visibilitychange", onChange);
    return () => { document.removeEventListener("visibilitychange", onChange); };
  }, []);
  return isVisible;
};
