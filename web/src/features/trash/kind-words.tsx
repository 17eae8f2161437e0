import { Boxes, ChartColumn, Database, LayoutDashboard, LayoutTemplate, type LucideIcon, SquareTerminal } from "lucide-react";
import type { TrashedThing } from "@/api/contracts";

export const kindWords: Record<TrashedThing["kind"], { label: string; icon: LucideIcon; losses: string }> = {
  dataset: { label: "Dataset", icon: Database, losses: "its original file and every version" },
  model: { label: "Model", icon: Boxes, losses: "its measures, its relationships and its whole history" },
  query: { label: "Query", icon: SquareTerminal, losses: "the saved query" },
  chart: { label: "Chart", icon: ChartColumn, losses: "the saved chart" },
  dashboard: { label: "Dashboard", icon: LayoutDashboard, losses: "its tiles and its whole history" },
  template: { label: "Template", icon: LayoutTemplate, losses: "what it is made of; dashboards that were made of it stay" },
};
