import { useId, type ReactNode } from "react";

/** Options that belong together, under their name. */
export function OptionsSection({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2.5 border-t border-line pt-3 first:border-t-0 first:pt-0">
      <h3 id={id} className="text-xs font-semibold tracking-wide text-muted uppercase">{title}</h3>
      {children}
    </section>
  );
}
