import { useEffect, useState } from "react";
import { formatDuration } from "@/lib/format-time";

const TICK_MS = 100;

/** How long something has been going on, tick by tick. */
export function Elapsed({ since }: { since: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => { setNow(Date.now()); }, TICK_MS);
    return () => { clearInterval(timer); };
  }, []);
  const waited = Math.max(0, now - since);
  return <span aria-hidden className="tabular">{waited < 1000 ? formatDuration(Math.floor(waited / TICK_MS) * TICK_MS) : formatDuration(waited)}</span>;
}
