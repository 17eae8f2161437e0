import type { AppliedLook } from "@/api/contracts";
import { useTheme } from "@/ui/theme";

/** The palette of a theme at a glance, as it looks now. */
export function ThemeSwatches({ look }: { look: AppliedLook }) {
  const name = useTheme((store) => store.theme);
  return (
    <span aria-hidden className="flex shrink-0 overflow-hidden rounded-sm border border-line">
      {look[name].categories.map((color, place) => <span key={place} className="h-4 w-3" style={{ background: color }} />)}
    </span>
  );
}
