import type { DashboardParameter, SemanticModel } from "@/api/contracts";
import { newId } from "./new-tiles";

type MemberParameter = SemanticModel["parameters"][number];

const CONTROLS: Partial<Record<MemberParameter["type"], DashboardParameter["control"]>> = { text: "text", boolean: "switch", date: "date", datetime: "date" };

/** A parameter of a model as readers set it, within the model's own bounds. */
export const dashboardParameter = ({ dataset_id }: SemanticModel, { name, label, type, default: usual, min, max, step }: MemberParameter): DashboardParameter => {
  const control = CONTROLS[type] ?? "slider";
  return {
    id: newId("parameter"), label, dataset_id, parameter: name, control, options: [],
    default: control === "slider" ? Number(usual) : usual,
    ...(control === "slider" && { min, max, step }),
  };
};

const MOST_OPTIONS = 100;

/** The values that somebody wrote down to be chosen from, within the bounds; the default is always one of them. */
export const offeredOptions = (words: string, { default: usual, min, max }: DashboardParameter): DashboardParameter["default"][] => {
  const written = words.split(";").map((word) => word.trim()).filter((word) => word !== "");
  if (typeof usual !== "number") return [...new Set([usual, ...written])].slice(0, MOST_OPTIONS);
  const numbers = written.map(Number).filter((value) => Number.isFinite(value) && value >= (min ?? -Infinity) && value <= (max ?? Infinity));
  return [...new Set([usual, ...numbers])].sort((a, b) => a - b).slice(0, MOST_OPTIONS);
};
