import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import type { DashboardPage, Dimension } from "@/api/contracts";
import { modelOptions } from "@/query/model";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { ColumnTypeIcon } from "@/ui/column-type-icon";
import { Dialog } from "@/ui/dialog";
import { SearchInput } from "@/ui/search-input";
import { chartTiles } from "./results-state";

type DrillThroughDialogProps = {
  page: DashboardPage;
  pages: readonly DashboardPage[];
  onClose: () => void;
  onSave: (fields: readonly string[]) => void;
};

/** The server takes no more. */
const MOST_FIELDS = 20;

/** The fields of several datasets, each once: a page takes a field by its name. */
const fieldsOf = (models: readonly (readonly Dimension[])[]): Dimension[] => [
  ...new Map(models.flat().filter(({ is_hidden }) => !is_hidden).map((field) => [field.name, field] as const)).values(),
];

/** Of which fields a page tells the details: marks of them lead to it from other pages. */
export function DrillThroughDialog({ page, pages, onClose, onSave }: DrillThroughDialogProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(page.drill_through ?? []));
  const [search, setSearch] = useState("");
  const datasets = [...new Set(pages.flatMap(({ tiles }) => chartTiles(tiles ?? [])).map(({ chart }) => chart.dataset_id))];
  const models = useQueries({ queries: datasets.map((id) => modelOptions(id)) });
  const fields = fieldsOf(models.map(({ data }) => data?.dimensions ?? []));
  const gone = [...chosen].filter((name) => fields.length > 0 && !fields.some((field) => field.name === name));
  const shown = fields.filter(({ label }) => label.toLowerCase().includes(search.toLowerCase()));
  const toggle = (name: string) => {
    const next = new Set(chosen);
    if (!next.delete(name)) next.add(name);
    setChosen(next);
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={`Drill through to ${page.title}`}
      description="Choose the fields that this page tells the details of. The menu of a mark of them, on any other page, then leads here and shows this page for that mark alone."
      footer={<><Button onClick={onClose}>Cancel</Button><Button variant="primary" onClick={() => { onSave([...chosen].filter((name) => !gone.includes(name))); }}>Save</Button></>}
    >
      <SearchInput label="Search fields" value={search} onChange={setSearch} />
      {datasets.length === 0 && <p className="py-4 text-sm text-muted">This dashboard has no charts yet, so there are no fields to choose from.</p>}
      <ul aria-label="Fields" className="mt-2 max-h-72 overflow-y-auto">
        {shown.map(({ name, label, type }) => (
          <li key={name}>
            <Checkbox
              className="min-h-8 px-1"
              checked={chosen.has(name)}
              disabled={!chosen.has(name) && chosen.size >= MOST_FIELDS}
              onCheckedChange={() => { toggle(name); }}
              label={<span className="flex items-center gap-2"><ColumnTypeIcon type={type} /><span className="truncate">{label}</span></span>}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
