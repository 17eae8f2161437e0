import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import type { FilterValue } from "@/api/contracts";
import type { ValuesOptions } from "../model";

/** Where the values of a field come from. */
export type ValuesSource = {
  listed: (search: string) => ValuesOptions;
  /** Those of some values that occur now, where that can be asked. */
  occurring?: ((values: readonly FilterValue[]) => ValuesOptions) | undefined;
};

const MOST_ASKED = 500;
const MOST_SHOWN = 200;

/** The values to choose from, those chosen that the list does not hold, and which of them no longer occur. */
export const useValues = ({ listed, occurring }: ValuesSource, chosen: readonly FilterValue[], isPlain: boolean) => {
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const { data, error, isPending, refetch } = useQuery(listed(wanted));
  const found = (data?.rows ?? []).filter(([value]) => !isPlain || value !== null);
  const counts = new Map(found);
  const absent = wanted === "" && data !== undefined ? chosen.filter((value) => !counts.has(value)) : [];
  const isWhole = data !== undefined && data.total_rows <= data.rows.length;
  const asked = absent.slice(0, MOST_ASKED);
  const some = useQuery({ ...(occurring ?? (() => listed("")))(asked), enabled: occurring !== undefined && !isWhole && asked.length > 0 });
  const known = new Map(some.data?.rows ?? []);
  const isGone = (value: FilterValue): boolean =>
    isWhole || (some.data !== undefined && asked.includes(value)) ? absent.includes(value) && !known.has(value) : false;
  const moreCount = (data?.total_rows ?? 0) - (data?.rows.length ?? 0);
  return {
    search, setSearch, isPending, error, refetch: () => { void refetch(); },
    values: [...absent.slice(0, MOST_SHOWN), ...counts.keys()],
    hiddenCount: Math.max(0, absent.length - MOST_SHOWN),
    countOf: (value: FilterValue): number | undefined => counts.get(value) ?? known.get(value),
    isGone,
    isRead: data !== undefined,
    isEmpty: found.length === 0 && absent.length === 0,
    listedCount: found.length,
    totalCount: moreCount > 0 ? (data?.total_rows ?? 0) : 0,
  };
};
