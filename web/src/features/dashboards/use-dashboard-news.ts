import { useEffect, useRef } from "react";
import { followSource } from "./follow-changes";
import type { ResultsSource } from "./results-source";

/** Calls when the dashboard itself is another than it was when it was first told of. */
export const useDashboardNews = (source: ResultsSource, onChanged: () => void): void => {
  const latest = useRef(onChanged);
  useEffect(() => { latest.current = onChanged; });
  const { address } = source;
  useEffect(() => {
    let first: string | undefined;
    let last: string | undefined;
    return followSource(source, [], ({ dashboard }) => {
      first ??= dashboard;
      if (first !== undefined && dashboard !== (last ?? first)) latest.current();
      last = dashboard;
    });
    // A source is made anew with every look; its address tells it from others.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [address]);
};
