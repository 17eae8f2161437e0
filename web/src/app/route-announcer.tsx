import { useRouterState } from "@tanstack/react-router";
import { useEffect, useState } from "react";

/** Says the name of a page that was just opened to those who do not see it change. */
export function RouteAnnouncer() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const [words, setWords] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => { setWords(document.title); }, 100);
    return () => { clearTimeout(timer); };
  }, [path]);
  return <div role="status" className="sr-only">{words}</div>;
}
