import { Link, useNavigate } from "@tanstack/react-router";
import { Boxes, ChartColumn, Database, LayoutDashboard, SquareTerminal, type LucideIcon } from "lucide-react";
import type { Thing } from "@/api/contracts";

type Kind = Thing["kind"];

/** How each kind of thing is called and looks, in lists of many kinds. */
export const thingKinds: Record<Kind, { one: string; many: string; icon: LucideIcon }> = {
  dashboard: { one: "Dashboard", many: "Dashboards", icon: LayoutDashboard },
  dataset: { one: "Dataset", many: "Datasets", icon: Database },
  model: { one: "Model", many: "Models", icon: Boxes },
  query: { one: "Saved query", many: "Saved queries", icon: SquareTerminal },
  chart: { one: "Chart", many: "Charts", icon: ChartColumn },
};

/** Where a thing is at home. */
const addressOf = ({ kind, id }: Pick<Thing, "kind" | "id">) => {
  switch (kind) {
    case "dashboard": return { to: "/dashboards/$dashboardId", params: { dashboardId: id } } as const;
    case "dataset": return { to: "/data/$datasetId", params: { datasetId: id } } as const;
    case "model": return { to: "/models/$modelId", params: { modelId: id } } as const;
    case "query": return { to: "/sql/$queryId", params: { queryId: id } } as const;
    case "chart": return { to: "/charts/$chartId", params: { chartId: id } } as const;
  }
};

export function ThingLink({ thing, className }: { thing: Thing; className: string }) {
  return <Link {...addressOf(thing)} className={className}>{thing.name}</Link>;
}

export const useOpenThing = (): ((thing: Pick<Thing, "kind" | "id">) => void) => {
  const navigate = useNavigate();
  return (thing) => { void navigate(addressOf(thing)); };
};
