import { CircleSlash, Filter, Highlighter } from "lucide-react";
import type { ReactNode } from "react";
import type { InteractionEffect } from "@/api/contracts";

/** What pointing at one tile can do to another, in words and pictures. */
export const EFFECTS: readonly { value: InteractionEffect; label: string; icon: ReactNode }[] = [
  { value: "filter", label: "Filter", icon: <Filter aria-hidden /> },
  { value: "highlight", label: "Highlight", icon: <Highlighter aria-hidden /> },
  { value: "none", label: "Leave as it is", icon: <CircleSlash aria-hidden /> },
];
