import { Fullscreen, LayoutGrid, Minus, Monitor, Plus, RotateCcw, Shapes, Smartphone } from "lucide-react";
import type { DashboardPage } from "@/api/contracts";
import { shortcut } from "@/lib/shortcut";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";
import { SegmentedControl } from "@/ui/segmented-control";
import { Tooltip } from "@/ui/tooltip";
import type { CanvasVerbs } from "./canvas-verbs";
import { isFree } from "./free-layout";
import type { CanvasView } from "./use-canvas-view";
import { LEAST_ZOOM, MOST_ZOOM, zoomWords } from "./zoom";

type CanvasBarProps = { page: DashboardPage; view: CanvasView; verbs: CanvasVerbs };

const SCREENS = [
  { value: "desktop", label: "Desktop", icon: <Monitor aria-hidden /> },
  { value: "phone", label: "Phone", icon: <Smartphone aria-hidden /> },
] as const;
const ARRANGEMENTS = [
  { value: "grid", label: "Grid", icon: <LayoutGrid aria-hidden /> },
  { value: "free", label: "Free", icon: <Shapes aria-hidden /> },
] as const;

function ZoomButtons({ view }: Pick<CanvasBarProps, "view">) {
  return (
    <div role="group" aria-label="Zoom" className="flex items-center">
      <IconButton label="Zoom out" shortcut={shortcut("-")} size="icon-sm" disabled={view.zoom <= LEAST_ZOOM} onClick={view.stepOut}><Minus aria-hidden /></IconButton>
      <Tooltip text="Fit the width" shortcut={shortcut("0")}>
        <Button variant="ghost" size="sm" className="w-14 px-1 tabular" aria-label={`Zoom ${zoomWords(view.zoom)}: fit the width`} onClick={view.fit}>{zoomWords(view.zoom)}</Button>
      </Tooltip>
      <IconButton label="Zoom in" shortcut={shortcut("+")} size="icon-sm" disabled={view.zoom >= MOST_ZOOM} onClick={view.stepIn}><Plus aria-hidden /></IconButton>
      <IconButton label="Fit the page" shortcut="Shift+1" size="icon-sm" onClick={view.fitPage}><Fullscreen aria-hidden /></IconButton>
    </div>
  );
}

/** For which screen a page is arranged, how its tiles are placed, and how large it is drawn. */
export function CanvasBar({ page, view, verbs }: CanvasBarProps) {
  const isPhone = view.screen === "phone";
  return (
    <div role="toolbar" aria-label="Canvas" className="mb-3 flex flex-wrap items-center justify-end gap-2 max-sm:hidden">
      {isPhone && <p className="mr-auto text-sm text-muted">{page.phone ? "Phones show this layout of your own." : "Generated from the page until you change something."}</p>}
      {isPhone && page.phone && <Button size="sm" variant="ghost" onClick={verbs.forgetPhone}><RotateCcw aria-hidden />Back to the generated one</Button>}
      {!isPhone && <SegmentedControl label="Placement of tiles" value={isFree(page) ? "free" : "grid"} onChange={verbs.arrange} options={ARRANGEMENTS} />}
      <SegmentedControl label="Screen" value={view.screen} onChange={view.setScreen} options={SCREENS} />
      {!isPhone && <ZoomButtons view={view} />}
    </div>
  );
}
