import { useNavigate } from "@tanstack/react-router";
import { Columns3, FunctionSquare, PanelsTopLeft, Ruler, Square, Type, type LucideIcon } from "lucide-react";
import type { FoundThing, Place } from "@/api/contracts";
import { useOpenThing } from "./things";

/** How what stands inside of things is called and looks. */
export const placeKinds: Record<Place["kind"], { one: string; many: string; icon: LucideIcon }> = {
  page: { one: "Page", many: "On dashboards", icon: PanelsTopLeft },
  tile: { one: "Tile", many: "On dashboards", icon: Square },
  text: { one: "Text", many: "On dashboards", icon: Type },
  column: { one: "Column", many: "Fields", icon: Columns3 },
  field: { one: "Field", many: "Fields", icon: FunctionSquare },
  measure: { one: "Measure", many: "Fields", icon: Ruler },
};

/** Goes where the words stand: to the page and its tile, to the columns of a dataset, or to its model. */
export const useOpenPlace = (): ((found: FoundThing) => void) => {
  const navigate = useNavigate();
  const open = useOpenThing();
  return (found) => {
    const { kind, id, place } = found;
    if (place === null) open(found);
    else if (kind === "dashboard") {
      const search = { ...(typeof place.page_id === "string" && { page: place.page_id }), ...(typeof place.tile_id === "string" && { tile: place.tile_id }) };
      void navigate({ to: "/dashboards/$dashboardId", params: { dashboardId: id }, search });
    } else if (place.kind === "column") void navigate({ to: "/data/$datasetId", params: { datasetId: id }, search: typeof place.member === "string" ? { column: place.member } : {} });
    else void navigate({ to: "/data/$datasetId/model", params: { datasetId: id }, search: {} });
  };
};
