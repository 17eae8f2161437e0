import { Search } from "lucide-react";
import { Dialog } from "radix-ui";
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { bestMatches, hasLettersOf } from "@/lib/match";

export type Command = {
  id: string;
  group: string;
  label: string;
  /** More words that find it. */
  keywords?: string;
  detail?: string;
  icon?: ReactNode;
  onRun: () => void;
};

type PaletteProps = {
  commands: readonly Command[];
  onClose: () => void;
  placeholder?: string;
  /** What was typed, for who finds more elsewhere. */
  onTyped?: (typed: string) => void;
  /** Found elsewhere for what is typed: shown behind, each once. */
  found?: readonly Command[];
  /** More may be found in a moment. */
  isSearching?: boolean;
};

const MOST = 60;
const NOTHING: readonly Command[] = [];

const inGroups = (commands: readonly Command[]): [group: string, commands: Command[]][] => {
  const groups = new Map<string, Command[]>();
  for (const command of commands) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  return [...groups];
};

/** One box that finds every object, page and action. */
export function Palette({ commands, onClose, placeholder = "Search or run a command", onTyped, found = NOTHING, isSearching = false }: PaletteProps) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const groups = useMemo(() => {
    const best = bestMatches(typed, commands, ({ label, keywords = "" }) => `${label} ${keywords}`).slice(0, MOST);
    if (best.length === 0) best.push(...commands.filter(({ label }) => hasLettersOf(typed, label)));
    const known = new Set(best.map(({ id }) => id));
    return inGroups([...best, ...found.filter(({ id }) => !known.has(id))]);
  }, [typed, commands, found]);
  const shown = groups.flatMap(([, members]) => members);
  const active = shown[Math.min(chosen, shown.length - 1)];

  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    command.onRun();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && shown.length > 0) {
      event.preventDefault();
      setChosen((before) => (Math.min(before, shown.length - 1) + step + shown.length) % shown.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(active);
    }
  };

  const optionId = (command: Command) => `${listId}-${command.id}`;
  return (
    <Dialog.Root open onOpenChange={(isOpen) => { if (!isOpen) onClose(); }}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 animate-fade bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-4 top-[12vh] z-50 mx-auto flex max-h-[70vh] max-w-xl animate-enter flex-col overflow-hidden rounded-lg border border-line bg-raised shadow-lg focus-visible:outline-none"
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <div className="flex items-center gap-2.5 border-b border-line px-4">
            <Search aria-hidden className="size-4 shrink-0 text-muted" />
            <input
              role="combobox"
              aria-label={placeholder}
              aria-expanded
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={active && optionId(active)}
              placeholder={placeholder}
              value={typed}
              onChange={(event) => { setTyped(event.target.value); setChosen(0); onTyped?.(event.target.value); }}
              onKeyDown={onKeyDown}
              className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-faint"
            />
          </div>
          <div ref={list} id={listId} role="listbox" aria-label="Found" className="min-h-0 overflow-y-auto p-1.5">
            {groups.map(([group, members]) => (
              <div key={group} role="group" aria-label={group}>
                <div aria-hidden className="px-2.5 pt-2 pb-1 text-xs font-medium text-muted">{group}</div>
                {members.map((command) => (
                  // The keyboard reaches options through the box above, as a combobox does.
                  // eslint-disable-next-line jsx-a11y/click-events-have-key-events
                  <div
                    key={command.id}
                    id={optionId(command)}
                    role="option"
                    tabIndex={-1}
                    aria-selected={command === active}
                    onPointerMove={() => { setChosen(shown.indexOf(command)); }}
                    onClick={() => { run(command); }}
                    className={cn("flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-sm [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted", command === active && "bg-hover")}
                  >
                    {command.icon}
                    <span className="min-w-0 flex-1 truncate">{command.label}</span>
                    {command.detail && <span className="truncate text-xs text-muted">{command.detail}</span>}
                  </div>
                ))}
              </div>
            ))}
          </div>
          <p role="status" className={shown.length > 0 ? "sr-only" : "px-4 pt-2 pb-5 text-sm text-muted"}>
            {shown.length > 0 ? `${String(shown.length)} found` : isSearching ? "Searching…" : "Nothing has this name."}
          </p>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
