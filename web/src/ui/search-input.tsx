import { Search, X } from "lucide-react";
import { useRef } from "react";
import { cn } from "@/lib/cn";
import { Input } from "./input";

type SearchInputProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  className?: string;
};

export function SearchInput({ label, value, onChange, placeholder, className }: SearchInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const clear = () => {
    onChange("");
    input.current?.focus();
  };
  return (
    <div className={cn("relative", className)}>
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-faint" />
      <Input
        ref={input}
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={value}
        onChange={(event) => { onChange(event.target.value); }}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || value === "") return;
          event.stopPropagation();
          clear();
        }}
        className="px-8"
      />
      {value !== "" && (
        <button type="button" aria-label="Clear the search" onClick={clear} className="absolute top-1 right-1 grid size-6 place-items-center rounded-sm text-muted hover:bg-hover">
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </div>
  );
}
