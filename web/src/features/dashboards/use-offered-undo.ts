import { useCallback, useEffect, useRef } from "react";
import { dismissToast, showUndo } from "@/ui/toast-store";
import type { OfferUndo } from "./page-editor";

/** Offers to take back what was done; the offers go with the document that they would act on. */
export const useOfferedUndo = (): OfferUndo => {
  const offers = useRef<number[]>([]);
  useEffect(() => {
    const open = offers.current;
    return () => { open.splice(0).forEach(dismissToast); };
  }, []);
  return useCallback((title, onUndo) => { offers.current.push(showUndo(title, onUndo)); }, []);
};
