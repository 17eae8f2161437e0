import { useState } from "react";
import type { FieldRef, SemanticModel } from "@/api/contracts";
import { SearchInput } from "@/ui/search-input";
import { FieldRow } from "./field-row";
import { dimensionRef, fieldsIn, listedDimensions, listedMeasures, measureRef, type DropPlace, type Wells } from "./wells";

type Listed = { ref: FieldRef; label: string; description: string | null };

const matches = (search: string) => ({ label, ref }: Listed): boolean => {
  const wanted = search.trim().toLowerCase();
  return wanted === "" || label.toLowerCase().includes(wanted) || ref.member.toLowerCase().includes(wanted);
};

const dimensionsOf = (model: SemanticModel): Listed[] =>
  listedDimensions(model).map(({ name, label, description }) => ({ ref: dimensionRef(name), label, description }));

const measuresOf = (model: SemanticModel): Listed[] =>
  listedMeasures(model).map((measure) => ({ ref: measureRef(measure), label: measure.label, description: measure.description }));

type FieldsPaneProps = {
  model: SemanticModel;
  wells: Wells;
  onAdd: (ref: FieldRef, place: DropPlace) => void;
  onAddToBest: (ref: FieldRef) => void;
};

/** The fields of the dataset: what to group by, and what to measure. */
export function FieldsPane({ model, wells, onAdd, onAddToBest }: FieldsPaneProps) {
  const [search, setSearch] = useState("");
  const used = new Set(fieldsIn(wells).map(({ role, member }) => `${role}:${member}`));
  const groups = [
    { title: "Dimensions", fields: dimensionsOf(model).filter(matches(search)) },
    { title: "Measures", fields: measuresOf(model).filter(matches(search)) },
  ];
  const isNothing = groups.every(({ fields }) => fields.length === 0);
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <SearchInput label="Search fields" value={search} onChange={setSearch} />
      <div className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1">
        {isNothing && <p className="px-2 py-4 text-sm text-muted">No field is called “{search.trim()}”.</p>}
        {groups.filter(({ fields }) => fields.length > 0).map(({ title, fields }) => (
          <section key={title} aria-label={title} className="pb-3">
            <h3 className="px-2 py-1 text-xs font-medium text-muted">{title}</h3>
            <ul>
              {fields.map(({ ref, description }) => (
                <FieldRow
                  key={ref.member}
                  model={model}
                  fieldRef={ref}
                  description={description}
                  isUsed={used.has(`${ref.role}:${ref.member}`)}
                  onAdd={(place) => { onAdd(ref, place); }}
                  onAddToBest={() => { onAddToBest(ref); }}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}
