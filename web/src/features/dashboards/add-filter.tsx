import { ListFilter } from "lucide-react";
import { useState } from "react";
import type { DashboardPage, SemanticModel } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";
import { hierarchyFilter } from "./control-choices";
import { FieldPicker } from "./field-picker";
import { addFilter, addParameter } from "./filter-levels";
import { dashboardParameter } from "./new-parameters";
import { pageFilter } from "./new-tiles";
import { controlsOn, type SharedControls } from "./page-controls";
import type { PageEditor } from "./page-editor";
import { chartTiles } from "./results-state";

type AddFilterProps = {
  page: DashboardPage;
  shared: SharedControls;
  editor: PageEditor;
  /** On which level it will stand. */
  level: "dashboard" | "page";
};

/** Chooses a field of the page's datasets to filter by, or a parameter of their models to set. */
export function AddFilter({ page, shared, editor, level }: AddFilterProps) {
  const [isOpen, setOpen] = useState(false);
  const { filters, parameters } = controlsOn(shared, page);
  const datasetIds = [...new Set(chartTiles(page.tiles ?? []).map(({ chart }) => chart.dataset_id))];
  const present = new Set([...filters.map(({ dataset_id, member }) => `${dataset_id} ${member}`), ...parameters.map(({ dataset_id, parameter }) => `${dataset_id} $${parameter}`)]);
  const add = (model: SemanticModel, member: string) => {
    const filter = pageFilter(model, member);
    if (filter !== null) editor.changeSpec(addFilter(filter, level === "page" ? page.id : null));
    setOpen(false);
  };
  if (datasetIds.length === 0) return null;
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button size="sm" variant="ghost" aria-label={level === "dashboard" ? "Add filter to the whole dashboard" : "Add filter"}><ListFilter aria-hidden />Add filter</Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Add a filter" align="start">
        <FieldPicker
          datasetIds={datasetIds}
          isPresent={({ dataset_id }, name) => present.has(`${dataset_id} ${name}`)}
          onField={add}
          onHierarchy={(model, hierarchy) => {
            const filter = hierarchyFilter(model, hierarchy);
            if (filter !== null) editor.changeSpec(addFilter(filter, level === "page" ? page.id : null));
            setOpen(false);
          }}
          onParameter={(model, parameter) => {
            editor.changeSpec(addParameter(dashboardParameter(model, parameter)));
            setOpen(false);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}
