import { useEffect, useRef } from "react";

/** A tile that was just put on the page is chosen, and can be seen. */
export const useAddedTile = (added: string | null, tileIds: readonly string[], choose: (ids: Iterable<string>) => void): void => {
  const seen = useRef<string | null>(null);
  useEffect(() => {
    if (added === null || added === seen.current || !tileIds.includes(added)) return;
    seen.current = added;
    choose([added]);
    document.querySelector(`[data-tile="${CSS.escape(added)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [added, tileIds, choose]);
};
