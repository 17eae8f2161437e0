import { ChevronDown, ChevronUp, EllipsisVertical } from "lucide-react";
import type { ReactNode } from "react";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { IconButton } from "@/ui/icon-button";

type ArrangedRowProps = {
  label: string;
  words: string;
  isFirst: boolean;
  isLast: boolean;
  onShift: (by: number) => void;
  /** The items of its menu. */
  children: ReactNode;
};

/** A filter or a parameter in the list where they are arranged. */
export function ArrangedRow({ label, words, isFirst, isLast, onShift, children }: ArrangedRowProps) {
  return (
    <li className="flex items-center gap-0.5 rounded-md py-1 pl-1 hover:bg-hover">
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm" title={label}>{label}</p>
        <p className="truncate text-xs text-muted" title={words}>{words}</p>
      </div>
      <IconButton size="icon-sm" label={`Move ${label} up`} disabled={isFirst} onClick={() => { onShift(-1); }}><ChevronUp aria-hidden /></IconButton>
      <IconButton size="icon-sm" label={`Move ${label} down`} disabled={isLast} onClick={() => { onShift(1); }}><ChevronDown aria-hidden /></IconButton>
      <DropdownMenu>
        <DropdownMenuTrigger asChild><IconButton size="icon-sm" label={`More for ${label}`}><EllipsisVertical aria-hidden /></IconButton></DropdownMenuTrigger>
        <DropdownMenuContent align="end" className="max-w-72">{children}</DropdownMenuContent>
      </DropdownMenu>
    </li>
  );
}
