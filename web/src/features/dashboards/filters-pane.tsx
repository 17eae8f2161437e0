import type { ChartTile, DashboardPage } from "@/api/contracts";
import { Sheet } from "@/ui/sheet";
import { AddFilter } from "./add-filter";
import { FilterRow } from "./filter-row";
import type { FilterToolsProps } from "./filter-tools";
import { ParameterRow } from "./parameter-row";
import { chartTiles } from "./results-state";
import { TileFilters } from "./tile-filters";

type Section = { title: string; hint: string; children: React.ReactNode };

function Level({ title, hint, children }: Section) {
  return (
    <section aria-label={title} className="border-b border-line py-3 first:pt-0 last:border-b-0">
      <h3 className="text-sm font-semibold">{title}</h3>
      <p className="pb-1.5 text-xs text-muted">{hint}</p>
      {children}
    </section>
  );
}

type FiltersPaneProps = FilterToolsProps & { onClose: () => void };

/** All filters that reach a page, on their three levels, and the parameters: added, changed, moved, ordered, taken away. */
export function FiltersPane({ page, shared, choices, editor, onClose }: FiltersPaneProps) {
  const ofDashboard = shared.filters ?? [];
  const ofPage = page.filters ?? [];
  const parameters = shared.parameters ?? [];
  const charts: readonly ChartTile[] = chartTiles(page.tiles ?? []);
  const placed = placedControls(page);
  const row = { page, choices, editor, charts };
  return (
    <Sheet isOpen onOpenChange={(isOpen) => { if (!isOpen) onClose(); }} title="Filters and parameters">
      <Level title="Whole dashboard" hint="They reach every page, and keep what was chosen from page to page.">
        <ul>{ofDashboard.map((filter, place) => <FilterRow key={filter.id} {...row} filter={filter} level="dashboard" isPlaced={placed.has(filter.id)} isFirst={place === 0} isLast={place === ofDashboard.length - 1} />)}</ul>
        <AddFilter page={page} shared={shared} editor={editor} level="dashboard" />
      </Level>
      <Level title="This page" hint={`They reach the tiles of “${page.title}”.`}>
        <ul>{ofPage.map((filter, place) => <FilterRow key={filter.id} {...row} filter={filter} level="page" isPlaced={placed.has(filter.id)} isFirst={place === 0} isLast={place === ofPage.length - 1} />)}</ul>
        <AddFilter page={page} shared={shared} editor={editor} level="page" />
      </Level>
      <Level title="Tiles" hint="They hold always, whatever readers choose.">
        <ul>{charts.map((tile) => <TileFilters key={tile.id} page={page} tile={tile} editor={editor} />)}</ul>
      </Level>
      {parameters.length > 0 && (
        <Level title="Parameters" hint="They set a value in the formulas of a model.">
          <ul>{parameters.map((parameter, place) => <ParameterRow key={parameter.id} page={page} editor={editor} parameter={parameter} isPlaced={placed.has(parameter.id)} isFirst={place === 0} isLast={place === parameters.length - 1} />)}</ul>
        </Level>
      )}
    </Sheet>
  );
}

const placedControls = ({ tiles = [] }: DashboardPage): ReadonlySet<string> =>
  new Set(tiles.flatMap((tile) => (tile.kind === "slicer" ? [tile.control_id] : [])));
