import { X } from "lucide-react";
import { useId, useRef, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import { cn } from "@/lib/cn";
import type { FieldControl } from "./field";
import { controlClasses } from "./input";

type TokenInputProps = Partial<FieldControl> & {
  values: readonly string[];
  onChange: (values: string[]) => void;
  /** What one of them is: "value". */
  thing: string;
  suggestions?: readonly string[];
  placeholder?: string;
  maxLength?: number;
};

/** Several texts in one field: Enter puts one in, Backspace in an empty field takes the last one out, pasted lines are several. */
export function TokenInput({ values, onChange, thing, suggestions = [], placeholder, maxLength = 500, ...control }: TokenInputProps) {
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const add = (texts: readonly string[]) => {
    const next = [...new Set([...values, ...texts.map((one) => one.trim().slice(0, maxLength)).filter(Boolean)])];
    if (next.length > values.length) onChange(next);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      add([text]);
    } else if (event.key === "Backspace" && text === "") {
      onChange(values.slice(0, -1));
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const lines = event.clipboardData.getData("text").split(/[\r\n]+/);
    if (lines.length < 2) return;
    event.preventDefault();
    add([...lines]);
  };
  const remove = (value: string) => {
    onChange(values.filter((other) => other !== value));
    input.current?.focus();
  };
  return (
    <div className={cn(controlClasses, "flex min-h-8 flex-wrap items-center gap-1 px-1 py-1 focus-within:outline-2 focus-within:outline-accent")}>
      {values.map((value) => (
        <span key={value} className="inline-flex h-6 max-w-full min-w-0 items-center rounded-sm bg-accent-soft pl-1.5 text-xs text-accent-text">
          <span className="truncate" title={value}>{value}</span>
          <button type="button" aria-label={`Remove ${value}`} onClick={() => { remove(value); }} className="grid size-6 shrink-0 place-items-center rounded-sm hover:bg-hover"><X aria-hidden className="size-3" /></button>
        </span>
      ))}
      <input
        ref={input}
        {...control}
        type="text"
        list={listId}
        autoComplete="off"
        value={text}
        maxLength={maxLength}
        placeholder={values.length === 0 ? placeholder : `Another ${thing}`}
        onChange={(event) => { setText(event.target.value); }}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => { add([text]); }}
        className="h-6 min-w-28 flex-1 bg-transparent px-1.5 text-sm placeholder:text-faint focus-visible:outline-none"
      />
      <datalist id={listId}>{suggestions.filter((one) => !values.includes(one)).map((one) => <option key={one} value={one} />)}</datalist>
    </div>
  );
}
