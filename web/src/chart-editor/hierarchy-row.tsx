import { ChevronRight, Network } from "lucide-react";
import { useId, useState } from "react";
import type { FieldRef, SemanticModel } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { CarriedField, FieldRow } from "./field-row";
import type { ListedHierarchy } from "./listed-fields";
import type { DropPlace } from "./wells";

type HierarchyRowProps = {
  model: SemanticModel;
  hierarchy: ListedHierarchy;
  isSearched: boolean;
  isUsed: (ref: FieldRef) => boolean;
  onAdd: (ref: FieldRef, place: DropPlace) => void;
  onAddToBest: (ref: FieldRef) => void;
};

/** A hierarchy among the fields: whoever carries it takes its first level, and opened it shows them all. */
export function HierarchyRow({ model, hierarchy: { id, name, first, levels }, isSearched, isUsed, onAdd, onAddToBest }: HierarchyRowProps) {
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const isShown = isOpen || isSearched;
  const way = levels.map(({ label }) => label).join(" › ");
  return (
    <li>
      <div className="flex items-center">
        <button
          type="button"
          aria-expanded={isShown}
          aria-controls={listId}
          aria-label={`Levels of ${name}`}
          onClick={() => { setOpen(!isOpen); }}
          className="grid h-7 w-6 shrink-0 place-items-center rounded-md text-muted hover:bg-hover hover:text-fg"
        >
          <ChevronRight aria-hidden className={cn("size-3.5 transition-transform", isShown && "rotate-90")} />
        </button>
        <CarriedField
          model={model}
          fieldRef={first}
          place={`${id}:`}
          label={name}
          words={name}
          icon={<Network aria-hidden className="size-3.5 shrink-0 text-muted" />}
          description={way}
          isUsed={levels.some(({ ref }) => isUsed(ref))}
          onAdd={(place) => { onAdd(first, place); }}
          onAddToBest={() => { onAddToBest(first); }}
        />
      </div>
      {isShown && (
        <ol id={listId} aria-label={`Levels of ${name}`} className="ml-2.5 border-l border-line pl-2">
          {levels.map(({ ref, label, description }, at) => (
            <FieldRow
              key={`${ref.member}:${ref.grain ?? ""}`}
              model={model}
              fieldRef={ref}
              place={`${id}:${String(at)}:`}
              label={label}
              description={description}
              isUsed={isUsed(ref)}
              onAdd={(place) => { onAdd(ref, place); }}
              onAddToBest={() => { onAddToBest(ref); }}
            />
          ))}
        </ol>
      )}
    </li>
  );
}
