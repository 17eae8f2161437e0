import { useEffect, useRef, useState } from "react";

type RotationInput = {
  /** 0 turns nothing. */
  seconds: number;
  isPaused: boolean;
  /** Another turn begins its time anew. */
  turn: string;
  onTurn: () => void;
};

/** Shortly before a page is shown its answers are asked for, so that it comes whole. */
const LEAD_MS = 5_000;
/** Where no page is turned by itself, the next one may be wanted at any time. */
const IDLE_LEAD_MS = 2_000;

/** Turns after so many seconds; what was left of them when it was paused is left when it goes on. */
export const useRotation = ({ seconds, isPaused, turn, onTurn }: RotationInput): { isNear: boolean } => {
  const whole = seconds * 1_000;
  const [near, setNear] = useState<string | null>(null);
  const left = useRef(whole);
  const latest = useRef(onTurn);
  useEffect(() => { latest.current = onTurn; });

  useEffect(() => { left.current = whole; }, [turn, whole]);
  useEffect(() => {
    if (whole === 0) {
      const idle = setTimeout(() => { setNear(turn); }, IDLE_LEAD_MS);
      return () => { clearTimeout(idle); };
    }
    if (isPaused) return undefined;
    const began = Date.now();
    const lead = Math.min(LEAD_MS, whole / 2);
    const soon = setTimeout(() => { setNear(turn); }, Math.max(0, left.current - lead));
    const then = setTimeout(() => { latest.current(); }, left.current);
    return () => {
      clearTimeout(soon);
      clearTimeout(then);
      left.current = Math.max(0, left.current - (Date.now() - began));
    };
  }, [turn, whole, isPaused]);
  return { isNear: near === turn };
};
