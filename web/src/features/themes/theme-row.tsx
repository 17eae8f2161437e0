import { Download, EllipsisVertical, Star, StarOff, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import type { Theme } from "@/api/contracts";
import { Badge } from "@/ui/badge";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { IconButton } from "@/ui/icon-button";
import { useTheme } from "@/ui/theme";

type ThemeRowProps = {
  theme: Theme;
  link: ReactNode;
  onDefault: ((isDefault: boolean) => void) | null;
  onDownload: () => void;
  onRemove: (() => void) | null;
};

/** A theme in the list of them, with its palette at a glance. */
export function ThemeRow({ theme: { name, applied, is_default: isDefault }, link, onDefault, onDownload, onRemove }: ThemeRowProps) {
  const look = useTheme((store) => store.theme);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2">
      <span className="min-w-0 flex-1 basis-40 truncate font-medium" title={name}>{link}</span>
      {isDefault && <Badge>Default</Badge>}
      <span aria-hidden className="flex overflow-hidden rounded-sm border border-line max-sm:order-last max-sm:w-full">
        {applied[look].categories.map((color, place) => <span key={place} className="h-5 w-5 max-sm:flex-1" style={{ background: color }} />)}
      </span>
      <DropdownMenu>
        <DropdownMenuTrigger asChild><IconButton label={`More for ${name}`}><EllipsisVertical aria-hidden /></IconButton></DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {onDefault && !isDefault && <DropdownMenuItem icon={<Star aria-hidden />} onSelect={() => { onDefault(true); }}>Make it the default</DropdownMenuItem>}
          {onDefault && isDefault && <DropdownMenuItem icon={<StarOff aria-hidden />} onSelect={() => { onDefault(false); }}>Default no more</DropdownMenuItem>}
          <DropdownMenuItem icon={<Download aria-hidden />} onSelect={onDownload}>Download as a file</DropdownMenuItem>
          {onRemove && <DropdownMenuItem icon={<Trash2 aria-hidden />} onSelect={onRemove}>Remove</DropdownMenuItem>}
        </DropdownMenuContent>
      </DropdownMenu>
    </li>
  );
}
