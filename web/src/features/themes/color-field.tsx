import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { cn } from "@/lib/cn";
import { IconButton } from "@/ui/icon-button";
import { Input } from "@/ui/input";
import { colorOf } from "./look-edits";

type ColorFieldProps = {
  label: string;
  color: string;
  onChange: (color: string) => void;
  /** Lets the color be made by itself again; absent where it always has to be chosen. */
  onReset?: (() => void) | undefined;
  /** It is made by itself at the moment. */
  isMade?: boolean;
  className?: string;
};

/** A color, picked or typed. What is no color is not taken over, and said. */
export function ColorField({ label, color, onChange, onReset, isMade = false, className }: ColorFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && colorOf(typed) === null;
  const type = (words: string) => {
    setTyped(words);
    const read = colorOf(words);
    if (read !== null && words.trim().length >= 6) onChange(read);
  };
  const leave = () => {
    const read = typed === null ? null : colorOf(typed);
    if (read !== null && read !== color) onChange(read);
    setTyped(null);
  };
  return (
    <div className={cn("flex min-w-0 items-center gap-1.5", className)}>
      <input type="color" aria-label={`Pick ${label}`} value={color} onChange={({ target }) => { onChange(target.value); }} className="h-8 w-9 shrink-0 cursor-pointer rounded-md border border-line-strong bg-panel p-0.5" />
      <Input
        aria-label={label}
        aria-invalid={isWrong || undefined}
        title={isWrong ? "A color is written as #rrggbb." : undefined}
        value={typed ?? color}
        spellCheck={false}
        onChange={({ target }) => { type(target.value); }}
        onBlur={leave}
        className={cn("w-22 shrink-0 font-mono text-xs", isMade && "text-muted")}
      />
      {onReset && (isMade
        ? <span className="text-xs text-muted">made</span>
        : <IconButton label={`Make ${label} by itself`} size="icon-sm" onClick={onReset}><RotateCcw aria-hidden /></IconButton>)}
    </div>
  );
}
