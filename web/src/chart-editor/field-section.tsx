import { ChevronRight, Table2 } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import type { FieldGroup } from "./listed-fields";

type FieldSectionProps = { group: FieldGroup; isSearched: boolean; startsOpen: boolean; children: ReactNode };

/** A heading with its fields; those of a related table can be folded away, and a search unfolds them. */
export function FieldSection({ group, isSearched, startsOpen, children }: FieldSectionProps) {
  const [isOpen, setOpen] = useState(startsOpen);
  const listId = useId();
  if (!group.isTable) {
    return (
      <section aria-label={group.title} className="pb-3">
        <h3 className="px-2 py-1 text-xs font-medium text-muted">{group.title}</h3>
        <ul>{children}</ul>
      </section>
    );
  }
  const isShown = isOpen || isSearched;
  return (
    <section aria-label={group.title} className="border-t border-line py-1">
      <h3>
        <button
          type="button"
          aria-expanded={isShown}
          aria-controls={listId}
          title={group.isMany ? `${group.title}: one row here may belong to several there; each is counted once in every group` : group.title}
          onClick={() => { setOpen(!isOpen); }}
          className="flex h-7 w-full items-center gap-1.5 rounded-md pr-2 pl-1 text-left text-xs font-medium text-muted hover:bg-hover hover:text-fg"
        >
          <ChevronRight aria-hidden className={cn("size-3.5 shrink-0 transition-transform", isShown && "rotate-90")} />
          <Table2 aria-hidden className="size-3.5 shrink-0" />
          <span className="min-w-0 flex-1 truncate">{group.title}</span>
          {group.isMany && <span className="shrink-0 font-normal text-faint">several</span>}
          <span className="shrink-0 font-normal text-muted tabular">{group.fields.length}<span className="sr-only"> fields</span></span>
        </button>
      </h3>
      {isShown && <ul id={listId}>{children}</ul>}
    </section>
  );
}
