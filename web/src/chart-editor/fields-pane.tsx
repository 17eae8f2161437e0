import { useState, type ReactNode } from "react";
import type { FieldRef, SemanticModel } from "@/api/contracts";
import { SearchInput } from "@/ui/search-input";
import { FieldRow } from "./field-row";
import { FieldSection } from "./field-section";
import { levelOf } from "./hierarchies";
import { HierarchyRow } from "./hierarchy-row";
import { fieldGroups } from "./listed-fields";
import { fieldsIn, type DropPlace, type Wells } from "./wells";

/** More fields than these make a long list: related tables begin folded. */
const MANY_FIELDS = 40;

type FieldsPaneProps = {
  model: SemanticModel;
  wells: Wells;
  onAdd: (ref: FieldRef, place: DropPlace) => void;
  onAddToBest: (ref: FieldRef) => void;
  /** Defines more fields. */
  actions?: ReactNode;
};

/** The fields of the dataset and of the tables that it reaches: what to group by, and what to measure. */
export function FieldsPane({ model, wells, onAdd, onAddToBest, actions }: FieldsPaneProps) {
  const [search, setSearch] = useState("");
  const used = new Set(fieldsIn(wells).map(({ role, member }) => `${role}:${member}`));
  const shown = new Set(fieldsIn(wells).map((ref) => levelOf(model, ref)).map((level) => `${level?.member ?? ""}:${level?.grain ?? ""}`));
  const isLevelUsed = (ref: FieldRef) => shown.has(`${ref.member}:${ref.grain ?? ""}`);
  const groups = fieldGroups(model, search);
  const startsOpen = groups.reduce((count, { fields }) => count + fields.length, 0) <= MANY_FIELDS;
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <SearchInput label="Search fields" value={search} onChange={setSearch} />
      <div className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1">
        {groups.length === 0 && <p className="px-2 py-4 text-sm text-muted">No field is called “{search.trim()}”.</p>}
        {groups.map((group) => (
          <FieldSection key={group.id} group={group} isSearched={search.trim() !== ""} startsOpen={startsOpen}>
            {group.hierarchies.map((hierarchy) => (
              <HierarchyRow key={hierarchy.id} model={model} hierarchy={hierarchy} isSearched={search.trim() !== ""} isUsed={isLevelUsed} onAdd={onAdd} onAddToBest={onAddToBest} />
            ))}
            {group.fields.map(({ ref, description }) => (
              <FieldRow
                key={`${ref.member}:${ref.aggregation ?? ""}`}
                model={model}
                fieldRef={ref}
                description={description}
                isUsed={used.has(`${ref.role}:${ref.member}`)}
                onAdd={(place) => { onAdd(ref, place); }}
                onAddToBest={() => { onAddToBest(ref); }}
              />
            ))}
          </FieldSection>
        ))}
      </div>
      {actions}
    </div>
  );
}
