import { useQueries } from "@tanstack/react-query";
import { ListFilter } from "lucide-react";
import { useState } from "react";
import type { DashboardPage, PageFilter } from "@/api/contracts";
import { modelOptions } from "@/query/model";
import { Button } from "@/ui/button";
import { ColumnTypeIcon } from "@/ui/column-type-icon";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";
import { SearchInput } from "@/ui/search-input";
import { pageFilter } from "./new-tiles";
import { chartTiles } from "./results-state";

/** Chooses a field of the page's datasets to filter by. */
export function AddFilter({ page, onAdd }: { page: DashboardPage; onAdd: (filter: PageFilter) => void }) {
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const datasetIds = [...new Set(chartTiles(page.tiles ?? []).map(({ chart }) => chart.dataset_id))];
  const models = useQueries({ queries: datasetIds.map((id) => ({ ...modelOptions(id), enabled: isOpen })) });
  const present = new Set((page.filters ?? []).map(({ dataset_id, member }) => `${dataset_id} ${member}`));
  if (datasetIds.length === 0) return null;
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild><Button size="sm" variant="ghost"><ListFilter aria-hidden />Add filter</Button></PopoverTrigger>
      <PopoverContent aria-label="Add a filter" align="start">
        <SearchInput label="Search fields" value={search} onChange={setSearch} />
        <div className="mt-2 max-h-72 overflow-y-auto">
          {models.map(({ data: model }) => model && (
            <section key={model.dataset_id} aria-label={model.dataset_name}>
              <h3 className="px-1 py-1 text-xs font-medium text-muted">{model.dataset_name}</h3>
              <ul>
                {model.dimensions
                  .filter(({ name, label, is_hidden }) => !is_hidden && !present.has(`${model.dataset_id} ${name}`) && label.toLowerCase().includes(search.toLowerCase()))
                  .map(({ name, label, type }) => (
                    <li key={name}>
                      <Button variant="ghost" size="sm" className="w-full justify-start" onClick={() => {
                        const filter = pageFilter(model, name);
                        if (filter !== null) onAdd(filter);
                        setOpen(false);
                      }}>
                        <ColumnTypeIcon type={type} />
                        <span className="truncate">{label}</span>
                      </Button>
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </div>
      </PopoverContent>
    </Popover>
  );
}
