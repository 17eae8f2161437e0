import { Plus, X } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { cn } from "@/lib/cn";
import { IconButton } from "@/ui/icon-button";
import { hasChanges, type SqlTab } from "./tabs";

type TabStripProps = {
  tabs: readonly SqlTab[];
  activeId: string;
  renamingId: string | null;
  onActivate: (tab: SqlTab) => void;
  onClose: (tab: SqlTab) => void;
  onNew: () => void;
  onRename: (tab: SqlTab, name: string) => void;
  onRenaming: (id: string | null) => void;
};

function NameField({ tab, onEnd }: { tab: SqlTab; onEnd: (name: string | null) => void }) {
  const [name, setName] = useState(tab.name);
  const field = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => { field.current?.select(); }, []);
  const end = (wanted: string | null) => {
    if (isOver.current) return;
    isOver.current = true;
    onEnd(wanted);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") end(name);
    if (event.key === "Escape") end(null);
  };
  return (
    <input
      ref={field}
      aria-label="Name of the query"
      value={name}
      maxLength={255}
      // eslint-disable-next-line jsx-a11y/no-autofocus -- it takes the place of what was pressed
      autoFocus
      onChange={(event) => { setName(event.target.value); }}
      onBlur={() => { end(name); }}
      onKeyDown={onKeyDown}
      className="h-7 w-40 rounded-md border border-accent bg-panel px-2 text-sm"
    />
  );
}

/** The queries that are open, in the order in which they were opened. */
export function TabStrip({ tabs, activeId, renamingId, onActivate, onClose, onNew, onRename, onRenaming }: TabStripProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => { list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" }); }, [activeId, tabs.length]);
  return (
    <nav aria-label="Open queries" className="flex min-w-0 items-center gap-1 border-b border-line px-2 py-1">
      <ul ref={list} className="flex min-w-0 gap-1 overflow-x-auto py-0.5">
        {tabs.map((tab) => {
          const isActive = tab.id === activeId;
          if (tab.id === renamingId) {
            return <li key={tab.id} className="shrink-0"><NameField tab={tab} onEnd={(name) => { onRenaming(null); if (name !== null && name.trim() !== "") onRename(tab, name.trim()); }} /></li>;
          }
          return (
            <li key={tab.id} className={cn("group flex h-7 max-w-52 min-w-0 shrink-0 items-center rounded-md", isActive ? "bg-accent-soft text-accent-text" : "text-muted hover:bg-hover hover:text-fg")}>
              <button
                type="button"
                aria-current={isActive || undefined}
                onClick={() => { onActivate(tab); }}
                onDoubleClick={() => { onRenaming(tab.id); }}
                onKeyDown={(event) => {
                  if (event.key === "F2") onRenaming(tab.id);
                  if (event.key === "Delete") onClose(tab);
                }}
                title={tab.name}
                className="flex h-full min-w-0 items-center gap-1.5 rounded-md pr-0.5 pl-2.5 text-sm font-medium focus-visible:-outline-offset-2"
              >
                <span className="truncate">{tab.name}</span>
                {hasChanges(tab) && <><span aria-hidden className="size-1.5 shrink-0 rounded-full bg-current" /><span className="sr-only">, with unsaved changes</span></>}
              </button>
              <button type="button" aria-label={`Close ${tab.name}`} onClick={() => { onClose(tab); }} className="mr-0.5 grid size-6 shrink-0 place-items-center rounded-sm hover:bg-hover focus-visible:-outline-offset-2">
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          );
        })}
      </ul>
      <IconButton label="New query" size="icon-sm" onClick={onNew}><Plus aria-hidden /></IconButton>
    </nav>
  );
}
