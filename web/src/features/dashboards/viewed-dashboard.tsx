import { Pencil, RefreshCw } from "lucide-react";
import { useState } from "react";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";
import { PageHeader } from "@/ui/page-header";
import type { OpenedDashboard } from "./dashboard-page";
import { dashboardSource } from "./results-source";
import { ShareButton } from "./share-button";
import { FOCUS_REST, useFocusAtRest } from "./use-kept-focus";
import { ViewedPages } from "./viewed-pages";

/** A dashboard as it is read: filtered and pointed at, but not changed. */
export function ViewedDashboard({ dashboard, choices, onChoices, onEditing, onExplore, onAddChart, above, takesFocus }: OpenedDashboard) {
  const [generation, setGeneration] = useState(0);
  useFocusAtRest(takesFocus);
  const { id, name, description, spec, may_edit } = dashboard;
  return (
    <div className="p-4 sm:p-6">
      <PageHeader
        title={name}
        detail={description}
        above={above}
        actions={
          <>
            <IconButton label="Refresh" onClick={() => { setGeneration(generation + 1); }}><RefreshCw aria-hidden /></IconButton>
            {may_edit && <ShareButton dashboardId={id} spec={spec} />}
            {may_edit && <Button {...{ [FOCUS_REST]: "" }} onClick={() => { onEditing(true); }}><Pencil aria-hidden />Edit</Button>}
          </>
        }
      />
      <ViewedPages
        pages={spec.pages}
        source={dashboardSource(id)}
        choices={choices}
        onChoices={onChoices}
        hasReceipts
        onExplore={(tile) => { onExplore(tile, false); }}
        onAddChart={may_edit ? onAddChart : null}
        generation={generation}
      />
    </div>
  );
}
