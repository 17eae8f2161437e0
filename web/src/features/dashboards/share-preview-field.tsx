import { useId } from "react";
import { Switch } from "@/ui/switch";

type SharePreviewFieldProps = { hasPassword: boolean; hasLocks: boolean; isOn: boolean; onChange: (isOn: boolean) => void };

const hint = (hasPassword: boolean, hasLocks: boolean): string => {
  if (hasPassword) return "A link with a password never tells what it shows.";
  if (hasLocks) return "Chats and mails would show the name, the description and a picture of what is left by the locks, and may keep them.";
  return "Chats and mails show the name, the description and a picture of the first page, and may keep them.";
};

/** Whether those who paste a link show others what it leads to. */
export function SharePreviewField({ hasPassword, hasLocks, isOn, onChange }: SharePreviewFieldProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="text-sm font-medium">Preview where it is pasted</label>
        <p id={`${id}-hint`} className="text-xs text-pretty text-muted">{hint(hasPassword, hasLocks)}</p>
      </div>
      <Switch id={id} aria-describedby={`${id}-hint`} checked={isOn && !hasPassword} disabled={hasPassword} onCheckedChange={onChange} className="mt-0.5" />
    </div>
  );
}
