import { useEffect, useState } from "react";

/** For how long something has been awaited, in milliseconds; told from `after` on, so that quick things stay quiet. */
export const useWaited = (isWaiting: boolean, after = 300): number => {
  const [waited, setWaited] = useState(0);
  useEffect(() => {
    if (!isWaiting) return;
    const start = performance.now();
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      setWaited(performance.now() - start);
      timer = setTimeout(tick, 1000);
    };
    timer = setTimeout(tick, after);
    return () => {
      clearTimeout(timer);
      setWaited(0);
    };
  }, [isWaiting, after]);
  return waited;
};
