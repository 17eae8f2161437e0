import { useId, useRef, useState, type KeyboardEvent } from "react";
import { flushSync } from "react-dom";
import { useMembers } from "@/api/members";
import { cn } from "@/lib/cn";
import { bestMatches } from "@/lib/match";
import { Button } from "@/ui/button";
import { beginningAt, plainName, typedOf, wordsOf, type Chosen } from "./words";

type ComposerProps = {
  label: string;
  verb: string;
  /** Words to put otherwise. */
  words?: string;
  isBusy: boolean;
  takesFocus?: boolean;
  onSend: (words: string) => void;
  onCancel?: (() => void) | undefined;
};

const MOST = 6;

/** Where words are written; an @ opens the list of people. */
export function Composer({ label, verb, words = "", isBusy, takesFocus = false, onSend, onCancel }: ComposerProps) {
  const [start] = useState(() => typedOf(words));
  const [typed, setTyped] = useState(start.typed);
  const [chosen, setChosen] = useState<Chosen>(start.chosen);
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [isShut, setShut] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const members = useMembers() ?? [];
  const begun = isShut ? undefined : beginningAt(typed, caret);
  const people = begun === undefined ? [] : bestMatches(begun.beginning, members, ({ full_name, email }) => `${full_name ?? ""} ${email}`).slice(0, MOST);
  const present = people[Math.min(active, people.length - 1)];

  const follow = () => { setCaret(field.current?.selectionStart ?? 0); };
  const take = (person: (typeof people)[number] | undefined) => {
    if (person === undefined || begun === undefined) return;
    const name = plainName(person.full_name ?? person.email);
    const before = `${typed.slice(0, begun.from)}@${name} `;
    // At once, so that whoever types on finds the caret behind the name.
    flushSync(() => {
      setTyped(before + typed.slice(caret));
      setChosen(new Map([...chosen, [name, person.user_id]]));
      setActive(0);
    });
    field.current?.focus();
    field.current?.setSelectionRange(before.length, before.length);
    follow();
  };
  const send = () => {
    if (typed.trim() === "" || isBusy) return;
    onSend(wordsOf(typed.trim(), chosen));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    } else if (people.length > 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      setActive((Math.min(active, people.length - 1) + (event.key === "ArrowDown" ? 1 : people.length - 1)) % people.length);
    } else if (people.length > 0 && (event.key === "Enter" || event.key === "Tab")) {
      event.preventDefault();
      take(present);
    } else if (people.length > 0 && event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      setShut(true);
    }
  };
  return (
    <div className="relative flex flex-col gap-2">
      <textarea
        ref={field}
        // The composer opens where somebody asked to write.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={takesFocus}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={people.length > 0 ? listId : undefined}
        aria-activedescendant={present && `${listId}-${present.user_id}`}
        placeholder={`${label}. @ mentions a person.`}
        rows={3}
        maxLength={4000}
        value={typed}
        onChange={(event) => { setTyped(event.target.value); setShut(false); setActive(0); setCaret(event.target.selectionStart); }}
        onSelect={follow}
        onKeyDown={onKeyDown}
        className="w-full resize-y rounded-md border border-line-strong bg-panel px-2.5 py-2 text-sm placeholder:text-faint"
      />
      {people.length > 0 && (
        <ul id={listId} role="listbox" aria-label="People" className="absolute inset-x-0 top-full z-10 -mt-10 rounded-md border border-line bg-raised p-1 shadow-lg">
          {people.map((person) => (
            // The keyboard reaches people through the field above.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={person.user_id}
              id={`${listId}-${person.user_id}`}
              role="option"
              aria-selected={person === present}
              onPointerDown={(event) => { event.preventDefault(); }}
              onClick={() => { take(person); }}
              className={cn("flex min-h-8 cursor-pointer items-baseline gap-2 rounded-sm px-2 py-1 text-sm", person === present && "bg-hover")}
            >
              <span className="min-w-0 truncate font-medium">{person.full_name ?? person.email}</span>
              {person.full_name && <span className="min-w-0 truncate text-xs text-muted">{person.email}</span>}
            </li>
          ))}
        </ul>
      )}
      <div className="flex justify-end gap-2">
        {onCancel && <Button size="sm" variant="ghost" onClick={onCancel}>Cancel</Button>}
        <Button size="sm" variant="primary" isBusy={isBusy} disabled={typed.trim() === ""} onClick={send}>{verb}</Button>
      </div>
    </div>
  );
}
