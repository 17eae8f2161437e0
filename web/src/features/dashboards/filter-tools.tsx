import { SlidersHorizontal } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { DashboardPage } from "@/api/contracts";
import { Button } from "@/ui/button";
import { AddFilter } from "./add-filter";
import type { Choices } from "./choices";
import type { SharedControls } from "./page-controls";
import type { PageEditor } from "./page-editor";

const FiltersPane = lazy(async () => ({ default: (await import("./filters-pane")).FiltersPane }));

export type FilterToolsProps = { page: DashboardPage; shared: SharedControls; choices: Choices; editor: PageEditor };

/** While editing: adds a filter, and opens the place where all of them are arranged. */
export function FilterTools(props: FilterToolsProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <AddFilter page={props.page} shared={props.shared} editor={props.editor} level="page" />
      <Button size="sm" variant="ghost" aria-haspopup="dialog" onClick={() => { setOpen(true); }}><SlidersHorizontal aria-hidden />Arrange filters</Button>
      {isOpen && <Suspense><FiltersPane {...props} onClose={() => { setOpen(false); }} /></Suspense>}
    </>
  );
}
