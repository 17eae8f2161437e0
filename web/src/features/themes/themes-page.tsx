import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Palette, Upload } from "lucide-react";
import { useRef, type ReactNode } from "react";
import type { Theme } from "@/api/contracts";
import { useMayEdit, useRole } from "@/api/me";
import { asProblem, type Problem } from "@/api/problems";
import { chooseDefaultTheme, importTheme, removeTheme, restoreTheme, themesChanged, themesOptions } from "@/api/themes";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { showFailure, showToast, showUndo } from "@/ui/toast-store";
import { usePageTitle } from "@/ui/use-page-title";
import { readThemeFile, saveFile } from "./theme-files";
import { ThemeRow } from "./theme-row";

export type ThemesPageProps = {
  /** The way to one theme. */
  linkTo: (theme: Theme) => ReactNode;
  /** The way to a new one. */
  newTheme: ReactNode;
};

const useThemeChanges = () => {
  const client = useQueryClient();
  const settle = () => themesChanged(client);
  const choose = useMutation<unknown, Problem, string | null>({
    mutationFn: chooseDefaultTheme,
    onError: (problem) => showFailure("The default was not changed", problem),
    onSettled: settle,
  });
  const back = async ({ id, is_default: wasDefault }: Theme) => {
    try {
      await restoreTheme(id);
      if (wasDefault) await chooseDefaultTheme(id);
    } catch (error) {
      showFailure("The theme is not back", asProblem(error));
    }
    await settle();
  };
  const remove = useMutation<unknown, Problem, Theme>({
    mutationFn: ({ id }) => removeTheme(id),
    onSuccess: (_, theme) => showUndo(`“${theme.name}” was removed. Its dashboards look like the default now.`, () => { void back(theme); }),
    onError: (problem) => showFailure("The theme was not removed", problem),
    onSettled: settle,
  });
  const take = useMutation<Theme, Problem, File>({
    mutationFn: async (file) => importTheme(await readThemeFile(file)),
    onSuccess: ({ name }) => showToast({ tone: "success", title: `“${name}” is here` }),
    onError: (problem) => showFailure("The file was not taken", asProblem(problem)),
    onSettled: settle,
  });
  return { choose, remove, take };
};

/** The themes of the workspace: which there are, which is the default, and the way to make one. */
export function ThemesPage({ linkTo, newTheme }: ThemesPageProps) {
  usePageTitle("Themes");
  const mayEdit = useMayEdit();
  const isOwner = useRole() === "owner";
  const { data, error, refetch } = useQuery(themesOptions());
  const { choose, remove, take } = useThemeChanges();
  const file = useRef<HTMLInputElement>(null);
  const themes = data?.items ?? [];
  const tools = mayEdit && (
    <>
      <input ref={file} type="file" accept=".json,application/json" hidden aria-label="A file of a theme" onChange={({ target }) => { const [one] = target.files ?? []; if (one) take.mutate(one); target.value = ""; }} />
      <Button isBusy={take.isPending} onClick={() => { file.current?.click(); }}><Upload aria-hidden />From a file</Button>
      {newTheme}
    </>
  );
  return (
    <section aria-labelledby="themes">
      <div className="mb-4 flex flex-wrap items-start gap-3">
        <div className="min-w-60 flex-1">
          <h2 id="themes" className="text-base font-semibold">Themes</h2>
          <p className="mt-0.5 text-sm text-muted">Colors, letters, corners and room of dashboards and pictures. A dashboard that has chosen none looks like the default.</p>
        </div>
        {themes.length > 0 && <div className="flex flex-wrap gap-2">{tools}</div>}
      </div>
      {error && !data && <ProblemNotice title="The themes could not be read" problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-24 w-full" />}
      {data && themes.length === 0 && (
        <div className="rounded-lg border border-dashed border-line-strong">
          <EmptyState icon={<Palette />} title="Everything looks as Gnomon comes" action={tools}>
            A theme gives your house’s colors to every picture, on dashboards, in files and wherever they are embedded.
          </EmptyState>
        </div>
      )}
      {themes.length > 0 && (
        <ul className="divide-y divide-line rounded-lg border border-line bg-panel">
          {themes.map((theme) => (
            <ThemeRow
              key={theme.id}
              theme={theme}
              link={linkTo(theme)}
              onDefault={isOwner ? (isDefault) => { choose.mutate(isDefault ? theme.id : null); } : null}
              onDownload={() => { saveFile(theme); }}
              onRemove={mayEdit && (isOwner || !theme.is_default) ? () => { remove.mutate(theme); } : null}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
