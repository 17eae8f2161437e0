import { useEffect } from "react";
import { noteSeen, type ThingKey } from "./api";

const GLANCE_MS = 1500;

const note = (thing: ThingKey) => { noteSeen(thing).catch(() => undefined); };

/** Remembers what is on the screen for longer than a glance, or at once; that it fails is no news to anybody. */
export const useNoteSeen = (kind: ThingKey["kind"], id: string | undefined, isAtOnce = false): void => {
  useEffect(() => {
    if (id === undefined) return;
    if (isAtOnce) { note({ kind, id }); return; }
    const timer = setTimeout(() => { note({ kind, id }); }, GLANCE_MS);
    return () => { clearTimeout(timer); };
  }, [kind, id, isAtOnce]);
};
