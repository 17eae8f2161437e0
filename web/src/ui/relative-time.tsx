import { useEffect, useState } from "react";
import { formatExactTime, formatRelative } from "@/lib/format-time";

const MINUTE_MS = 60_000;

/** `3 days ago`, with the exact moment on hover. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => { setNow(Date.now()); }, MINUTE_MS);
    return () => { clearInterval(timer); };
  }, []);
  return <time dateTime={at} title={formatExactTime(at)} className={className}>{formatRelative(at, now)}</time>;
}
