import { useQuery } from "@tanstack/react-query";
import { ListFilter, PanelTop, X } from "lucide-react";
import { useState } from "react";
import type { ChartTile, DashboardPage, Filter } from "@/api/contracts";
import { filterMember, filterWords } from "@/query/filter-words";
import { modelOptions } from "@/query/model";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";
import { FieldPicker } from "./field-picker";
import { addTileFilter, changeTileFilter, moveOutOfTile } from "./filter-levels";
import { spoken } from "./page-controls";
import type { PageEditor } from "./page-editor";
import { TileCondition } from "./tile-condition";
import { tileTitle } from "./tile-words";

type TileFiltersProps = { page: DashboardPage; tile: ChartTile; editor: PageEditor };

function TileFilter({ page, tile, editor, filter }: TileFiltersProps & { filter: Filter }) {
  const { data: model } = useQuery(modelOptions(tile.chart.dataset_id));
  const member = filterMember(filter);
  const label = model?.dimensions.find(({ name }) => name === member)?.label ?? spoken(member);
  const words = filterWords(filter);
  return (
    <li className="flex items-center gap-0.5">
      <Popover>
        <PopoverTrigger asChild>
          <Button variant="ghost" size="sm" className="min-w-0 flex-1 justify-start" title={`${label}: ${words}`}>
            <span className="min-w-0 truncate">{label}<span className="font-normal text-muted"> · {words}</span></span>
          </Button>
        </PopoverTrigger>
        <PopoverContent aria-label={`${label} of ${tileTitle(tile)}`} className="w-80 max-w-[calc(100vw-16px)]">
          <TileCondition tile={tile} member={member} label={label} filter={filter} onChange={(next) => { if (next !== null) editor.changeSpec(changeTileFilter(page.id, tile.id, filter, next)); }} />
        </PopoverContent>
      </Popover>
      <IconButton size="icon-sm" label={`Move ${label} to this page`} onClick={() => { editor.changeSpec(moveOutOfTile(page.id, tile, filter)); }}><PanelTop aria-hidden /></IconButton>
      <IconButton size="icon-sm" label={`Remove ${label} from ${tileTitle(tile)}`} onClick={() => { editor.changeSpec(changeTileFilter(page.id, tile.id, filter, null)); }}><X aria-hidden /></IconButton>
    </li>
  );
}

function AddToTile({ page, tile, editor }: TileFiltersProps) {
  const [isOpen, setOpen] = useState(false);
  const [member, setMember] = useState<{ name: string; label: string } | null>(null);
  const close = (open: boolean) => { setOpen(open); setMember(null); };
  return (
    <Popover open={isOpen} onOpenChange={close}>
      <PopoverTrigger asChild><IconButton size="icon-sm" label={`Add filter to ${tileTitle(tile)}`}><ListFilter aria-hidden /></IconButton></PopoverTrigger>
      <PopoverContent aria-label={`Add a filter to ${tileTitle(tile)}`} align="end" className="w-80 max-w-[calc(100vw-16px)]">
        {member === null
          ? <FieldPicker datasetIds={[tile.chart.dataset_id]} onField={(model, name) => { setMember({ name, label: model.dimensions.find((one) => one.name === name)?.label ?? name }); }} />
          : <NewCondition page={page} tile={tile} editor={editor} member={member} />}
      </PopoverContent>
    </Popover>
  );
}

/** A condition that stands on the tile as soon as it says something. */
function NewCondition({ page, tile, editor, member: { name, label } }: TileFiltersProps & { member: { name: string; label: string } }) {
  const [filter, setFilter] = useState<Filter | null>(null);
  const change = (next: Filter | null) => {
    editor.changeSpec((spec) => {
      if (filter === null) return next === null ? spec : addTileFilter(page.id, tile.id, next)(spec);
      return changeTileFilter(page.id, tile.id, filter, next)(spec);
    });
    setFilter(next);
  };
  return <TileCondition tile={tile} member={name} label={label} filter={filter} onChange={change} />;
}

/** The filters that a tile has of its own. */
export function TileFilters({ page, tile, editor }: TileFiltersProps) {
  const filters: readonly Filter[] = tile.chart.filters ?? [];
  return (
    <li className="py-1">
      <div className="flex items-center gap-1 pl-1">
        <p className="min-w-0 flex-1 truncate text-sm" title={tileTitle(tile)}>{tileTitle(tile)}</p>
        <AddToTile page={page} tile={tile} editor={editor} />
      </div>
      {filters.length > 0 && <ul>{filters.map((filter) => <TileFilter key={JSON.stringify(filter)} page={page} tile={tile} editor={editor} filter={filter} />)}</ul>}
    </li>
  );
}
