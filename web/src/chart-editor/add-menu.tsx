import type { ReactNode } from "react";
import type { FieldRef, SemanticModel } from "@/api/contracts";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuLabel, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { fittedTo, PLACE_WORDS, PLACES, type DropPlace } from "./wells";

type AddMenuProps = {
  model: SemanticModel;
  fieldRef: FieldRef;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onAdd: (place: DropPlace) => void;
  trigger: ReactNode;
};

/** Where a field may go, for those who do not drag. */
export function AddMenu({ model, fieldRef, isOpen, onOpenChange, onAdd, trigger }: AddMenuProps) {
  return (
    <DropdownMenu open={isOpen} onOpenChange={onOpenChange}>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel>Add to</DropdownMenuLabel>
        {PLACES.filter((place) => fittedTo(place, fieldRef, model) !== null).map((place) => (
          <DropdownMenuItem key={place} onSelect={() => { onAdd(place); }}>{PLACE_WORDS[place]}</DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
