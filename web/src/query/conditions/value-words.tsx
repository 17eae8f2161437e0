import type { ReactNode } from "react";
import type { FilterValue } from "@/api/contracts";

/** A value of a field as a list shows it: what is missing and what is empty are said. */
export const shownValue = (value: FilterValue): ReactNode =>
  value === null ? <span className="text-faint italic">null</span> : value === "" ? <span className="text-faint italic">empty</span> : String(value);

export const valueKey = (value: FilterValue): string => `${typeof value} ${String(value)}`;
