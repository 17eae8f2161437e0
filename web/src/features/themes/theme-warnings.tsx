import { TriangleAlert } from "lucide-react";
import type { ThemeWarning } from "@/api/contracts";

const LOOKS = { light: "Light", dark: "Dark" } as const;

/** What may be hard to see, each with the pair of colors that it is about. */
export function ThemeWarnings({ warnings }: { warnings: readonly ThemeWarning[] }) {
  if (warnings.length === 0) return <p role="status" className="text-sm text-success-text">Every color stands out, and neighbors can be told apart by people with any color vision.</p>;
  return (
    <section aria-label="What may be hard to see">
      <p role="status" className="mb-2 flex items-center gap-1.5 text-sm font-medium text-warning-text">
        <TriangleAlert aria-hidden className="size-4" />
        {warnings.length === 1 ? "One thing may be hard to see" : `${String(warnings.length)} things may be hard to see`}
      </p>
      <ul className="flex flex-col gap-1.5">
        {warnings.map(({ look, path, other, color, against, message }) => (
          <li key={`${look} ${path} ${other ?? ""}`} className="flex items-start gap-2 text-xs">
            <span aria-hidden className="mt-0.5 flex shrink-0 overflow-hidden rounded-sm border border-line-strong">
              <span className="size-3.5" style={{ background: color }} />
              <span className="size-3.5" style={{ background: against }} />
            </span>
            <span><span className="font-medium">{LOOKS[look]}:</span> {message}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
