import { useQueries } from "@tanstack/react-query";
import { Network, SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import type { SemanticModel } from "@/api/contracts";
import { modelOptions } from "@/query/model";
import { Button } from "@/ui/button";
import { ColumnTypeIcon } from "@/ui/column-type-icon";
import { ProblemNotice } from "@/ui/problem-notice";
import { SearchInput } from "@/ui/search-input";
import { Skeleton } from "@/ui/skeleton";

type FieldPickerProps = {
  datasetIds: readonly string[];
  /** What is not offered: it is there already. */
  isPresent?: (model: SemanticModel, name: string) => boolean;
  /** Offers the hierarchies of the models as well. */
  onHierarchy?: ((model: SemanticModel, hierarchy: SemanticModel["hierarchies"][number]) => void) | undefined;
  onField: (model: SemanticModel, member: string) => void;
  /** Offers the parameters of the models as well. */
  onParameter?: ((model: SemanticModel, parameter: SemanticModel["parameters"][number]) => void) | undefined;
};

/** The fields of some datasets, to choose one. */
export function FieldPicker({ datasetIds, isPresent = () => false, onField, onHierarchy, onParameter }: FieldPickerProps) {
  const [search, setSearch] = useState("");
  const models = useQueries({ queries: datasetIds.map((id) => modelOptions(id)) });
  const isMeant = (label: string) => label.toLowerCase().includes(search.toLowerCase());
  const seenModels = new Set<string>();
  const problem = models.find(({ error }) => error)?.error;
  return (
    <>
      <SearchInput label="Search fields" value={search} onChange={setSearch} />
      <div className="mt-2 max-h-72 overflow-y-auto">
        {models.some(({ isPending }) => isPending) && <Skeleton className="h-24" />}
        {problem && <ProblemNotice isCompact problem={problem} />}
        {models.map(({ data: model }) => {
          if (!model) return null;
          const isFirst = model.model_id !== null && !seenModels.has(model.model_id);
          if (model.model_id !== null) seenModels.add(model.model_id);
          const parameters = onParameter && isFirst ? model.parameters.filter(({ label, name }) => isMeant(label) && !isPresent(model, `$${name}`)) : [];
          const hierarchies = onHierarchy ? model.hierarchies.filter(({ name }) => isMeant(name)) : [];
          return (
            <section key={model.dataset_id} aria-label={model.dataset_name}>
              <h3 className="truncate px-1 py-1 text-xs font-medium text-muted">{model.dataset_name}</h3>
              <ul>
                {model.dimensions.filter(({ name, label, is_hidden }) => !is_hidden && !isPresent(model, name) && isMeant(label)).map(({ name, label, type }) => (
                  <li key={name}>
                    <Button variant="ghost" size="sm" className="w-full justify-start" onClick={() => { onField(model, name); }}>
                      <ColumnTypeIcon type={type} />
                      <span className="truncate" title={label}>{label}</span>
                    </Button>
                  </li>
                ))}
                {hierarchies.map((hierarchy) => (
                  <li key={`hierarchy ${hierarchy.name}`}>
                    <Button variant="ghost" size="sm" className="w-full justify-start" onClick={() => { onHierarchy?.(model, hierarchy); }}>
                      <Network aria-hidden />
                      <span className="truncate" title={hierarchy.name}>{hierarchy.name}</span>
                      <span className="ml-auto text-xs font-normal text-muted">hierarchy</span>
                    </Button>
                  </li>
                ))}
                {parameters.map((parameter) => (
                  <li key={`$${parameter.name}`}>
                    <Button variant="ghost" size="sm" className="w-full justify-start" onClick={() => { onParameter?.(model, parameter); }}>
                      <SlidersHorizontal aria-hidden />
                      <span className="truncate" title={parameter.label}>{parameter.label}</span>
                      <span className="ml-auto text-xs font-normal text-muted">parameter</span>
                    </Button>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </>
  );
}
