import { CopyButton } from "@/ui/copy-button";
import { Input } from "@/ui/input";

/** All of it is chosen, and its beginning seen: a browser would show its end. */
const showWhole = (field: HTMLInputElement): void => {
  field.select();
  requestAnimationFrame(() => { field.scrollLeft = 0; });
};

/** An address to be taken along. */
export function ShareAddress({ label, address }: { label: string; address: string }) {
  return (
    <div className="flex items-center gap-2">
      <Input readOnly aria-label={label} value={address} className="flex-1 font-mono text-xs" onFocus={({ target }) => { showWhole(target); }} />
      <CopyButton text={address} />
    </div>
  );
}
