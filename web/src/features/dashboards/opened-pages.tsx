import { useEffect, useRef, useState, type ReactNode } from "react";
import type { DashboardPage } from "@/api/contracts";
import { isSame } from "@/lib/same";
import type { Choices, OnChoices } from "./choices";
import { atPage, type PageStates } from "./page-states";

export type OpenedPagesProps = {
  pages: readonly DashboardPage[];
  /** What pages begin with that say so themselves. */
  states: PageStates;
  /** The state that all begins with, for whoever comes without choices. */
  whole?: Choices | null;
  /** Whoever comes with choices of their own finds the page as they chose it. */
  isBegun: boolean;
  choices: Choices;
  onChoices: OnChoices;
  children: (choices: Choices) => ReactNode;
};

type Begun = { pages: ReadonlySet<string>; last: Choices | null; isWhole: boolean };

const pageOf = (pages: readonly DashboardPage[], { page }: Choices): string => (pages.find(({ id }) => id === page) ?? pages[0])?.id ?? "";

/** Has each page begin with its own state the first time that a reader comes to it, without a moment of another one. */
export function OpenedPages({ pages, states, whole = null, isBegun, choices, onChoices, children }: OpenedPagesProps) {
  const present = pageOf(pages, choices);
  const [begun, setBegun] = useState<Begun>(() => ({ pages: new Set(isBegun ? [present] : []), last: null, isWhole: isBegun || whole === null }));
  const asked = useRef<string | null>(null);
  const isDue = !begun.isWhole || !begun.pages.has(present);
  const state = begun.isWhole ? states[present] ?? null : whole;
  const next = !isDue || state === null ? choices : begun.isWhole ? atPage(choices, state, begun.last, present) : { ...choices, ...state };

  useEffect(() => {
    if (!isDue) return;
    if (asked.current === null && !isSame(next, choices)) {
      asked.current = present;
      onChoices(next, { isReplacing: true });
      return;
    }
    asked.current = null;
    setBegun(({ pages: seen, last }) => ({ pages: new Set([...seen, present]), last: state ?? last, isWhole: true }));
    // What is chosen meanwhile does not open it again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [choices, present, isDue]);
  return children(next);
}
