import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import type { BaseChoice, Breakdown, Explained, ExplainFigure } from "@/api/contracts";

/** So many fields are looked at unless somebody asks for the others, too. */
export const FIRST_FIELDS = 12;
/** In one request; what is found is shown as it comes. */
const AT_ONCE = 3;
/** Of the difference: from there on a field counts as one that explains it. */
export const ENOUGH = 0.67;

type Figure = Pick<ExplainFigure, "question" | "measure" | "mark">;

const explainOptions = (body: ExplainFigure) => ({
  queryKey: ["explain", body],
  queryFn: ({ signal }: { signal: AbortSignal }) => unwrap<Explained>(api.POST("/api/v1/charts/explain", { body, signal })),
  staleTime: 60_000,
  retry: false,
});

const chunked = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, at) => items.slice(at * AT_ONCE, (at + 1) * AT_ONCE));

/** What explains enough stands first, then what is more surprising. */
export const byMerit = (one: Breakdown, other: Breakdown): number => {
  const isEnough = ({ explained }: Breakdown) => Number((explained ?? 0) >= ENOUGH);
  return isEnough(other) - isEnough(one) || (other.surprise ?? 0) - (one.surprise ?? 0);
};

/** A figure, what it can be compared with, and the difference over field after field. */
export const useExplained = (figure: Figure, base: BaseChoice | null) => {
  const client = useQueryClient();
  const [hasAll, setAll] = useState(false);
  const [isStopped, setStopped] = useState(false);
  const asked: ExplainFigure = { ...figure, ...(base && { base }) };
  const head = useQuery(explainOptions(asked));
  const fields = head.data?.base ? head.data.fields.map(({ member }) => member) : [];
  const wanted = hasAll ? fields : fields.slice(0, FIRST_FIELDS);
  const chosen = head.data?.chosen?.choice ?? null;
  const parts = useQueries({
    queries: chunked(wanted).map((members) => ({ ...explainOptions({ ...asked, base: chosen, members }), enabled: !isStopped })),
  });
  const done = parts.filter(({ data, error }) => data !== undefined || error !== null).length;
  return {
    head: head.data ?? null,
    problem: head.error ?? parts.find(({ error }) => error !== null)?.error ?? null,
    retry: () => { for (const one of [head, ...parts]) if (one.error) void one.refetch(); },
    breakdowns: parts.flatMap(({ data }) => data?.breakdowns ?? []).toSorted(byMerit),
    leftOut: [...head.data?.left_out ?? [], ...parts.flatMap(({ data }) => data?.left_out.filter((one) => !head.data?.left_out.some(({ member }) => member === one.member)) ?? [])],
    notAsked: fields.length - wanted.length,
    askAll: () => { setAll(true); },
    progress: parts.length === 0 ? 1 : done / parts.length,
    isStopped: isStopped && done < parts.length,
    stop: () => { setStopped(true); void client.cancelQueries({ queryKey: ["explain"] }); },
    goOn: () => { setStopped(false); },
  };
};
