import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Theme } from "@/api/contracts";
import { themesOptions } from "@/api/themes";
import { cn } from "@/lib/cn";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { ThemeSwatches } from "./theme-swatches";
import { lookAmong } from "./use-edited-look";

type ThemeDialogProps = {
  themeId: string | null;
  /** Shown behind the dialog at once. */
  onChoose: (themeId: string | null) => void;
  onClose: () => void;
};

const NOTHING: readonly Theme[] = [];

function Choice({ name, detail, look, isChosen, onChoose }: { name: string; detail?: string; look: Theme["applied"] | null; isChosen: boolean; onChoose: () => void }) {
  return (
    <label className={cn("flex cursor-pointer items-center gap-3 rounded-md border px-3 py-2 hover:bg-hover", isChosen ? "border-accent bg-accent-soft" : "border-line")}>
      <input type="radio" name="theme" className="accent-(--accent)" checked={isChosen} onChange={onChoose} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium" title={name}>{name}</span>
        {detail !== undefined && <span className="block truncate text-xs text-muted" title={detail}>{detail}</span>}
      </span>
      {look && <ThemeSwatches look={look} />}
    </label>
  );
}

/** Which theme of the workspace a dashboard is drawn in. */
export function ThemeDialog({ themeId, onChoose, onClose }: ThemeDialogProps) {
  const { data, error, refetch } = useQuery(themesOptions());
  const [before] = useState(themeId);
  const themes = data?.items ?? NOTHING;
  const usual = themes.find(({ is_default }) => is_default);
  const { isGone } = lookAmong(themes, themeId);
  const back = () => { onChoose(before); onClose(); };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title="Theme"
      description="Colors, letters, corners and room of this dashboard, wherever it is shown."
      size="sm"
      footer={<><Button onClick={back}>Cancel</Button><Button variant="primary" onClick={onClose}>Done</Button></>}
    >
      {error && <ProblemNotice problem={error} onRetry={() => { void refetch(); }} />}
      {data === undefined && !error && <Skeleton className="h-24" />}
      {data && (
        <fieldset className="flex flex-col gap-2">
          <legend className="sr-only">Theme</legend>
          {isGone && <p role="status" className="rounded-md bg-warning-soft px-3 py-2 text-sm text-warning-text">The theme that was chosen was removed. The workspace’s default is shown in its place.</p>}
          <Choice
            name="As the workspace"
            detail={usual === undefined ? "The looks that Gnomon comes with" : `“${usual.name}”, and whatever is chosen after it`}
            look={usual?.applied ?? null}
            isChosen={themeId === null}
            onChoose={() => { onChoose(null); }}
          />
          {themes.map(({ id, name, applied }) => <Choice key={id} name={name} look={applied} isChosen={themeId === id} onChoose={() => { onChoose(id); }} />)}
          <p className="text-xs text-muted">Themes are made in <a href="/settings/themes" className="text-accent-text underline">Settings → Themes</a>.</p>
        </fieldset>
      )}
    </Dialog>
  );
}
