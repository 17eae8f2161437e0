import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useState, type ReactNode } from "react";
import type { Theme, ThemeLook } from "@/api/contracts";
import { useMayEdit } from "@/api/me";
import type { Problem } from "@/api/problems";
import { checkedLookOptions, createTheme, saveTheme, themesChanged, themesOptions } from "@/api/themes";
import { isSame } from "@/lib/same";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { PageProblem } from "@/ui/page-problem";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { showToast } from "@/ui/toast-store";
import { usePageTitle } from "@/ui/use-page-title";
import { LookForm } from "./look-form";
import { STARTER } from "./starter-look";
import { ThemePreview } from "./theme-preview";
import { ThemeWarnings } from "./theme-warnings";

export type ThemePageProps = {
  /** None: a new one. */
  themeId: string | null;
  onSaved: (theme: Theme) => void;
  /** The way back to all themes. */
  above: ReactNode;
};

function Editor({ theme, onSaved, above }: { theme: Theme | null; onSaved: (theme: Theme) => void; above: ReactNode }) {
  const client = useQueryClient();
  const mayEdit = useMayEdit();
  const [name, setName] = useState(theme?.name ?? "");
  const [look, setLook] = useState<ThemeLook>(theme?.look ?? STARTER);
  const settled = useDeferredValue(look);
  const checked = useQuery({ ...checkedLookOptions(settled), placeholderData: keepPreviousData, enabled: mayEdit });
  const shown = checked.data?.applied ?? theme?.applied ?? null;
  const save = useMutation<Theme, Problem>({
    mutationFn: () => (theme === null ? createTheme(name.trim(), look) : saveTheme(theme, name.trim(), look)),
    onSuccess: async (saved) => {
      await themesChanged(client);
      showToast({ tone: "success", title: `“${saved.name}” is saved` });
      onSaved(saved);
    },
  });
  const isChanged = theme === null || name.trim() !== theme.name || !isSame(look, theme.look);
  return (
    <section aria-labelledby="theme">
      <div className="mb-1 text-sm text-muted">{above}</div>
      <h2 id="theme" className="mb-4 text-base font-semibold">{theme?.name ?? "A new theme"}</h2>
      <div className="grid items-start gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
        {mayEdit && (
          <form className="flex flex-col gap-5" onSubmit={(event) => { event.preventDefault(); if (name.trim() !== "") save.mutate(); }}>
            <Field label="Name" isRequired>
              {(field) => <Input {...field} value={name} maxLength={80} placeholder="The house’s colors" onChange={({ target }) => { setName(target.value); }} />}
            </Field>
            <LookForm look={look} applied={shown} onChange={setLook} />
            {save.error && <ProblemNotice title="The theme was not saved" problem={save.error} />}
            <div className="sticky bottom-0 flex gap-2 border-t border-line bg-bg py-3">
              <Button type="submit" variant="primary" disabled={name.trim() === "" || !isChanged} isBusy={save.isPending}>Save</Button>
              {theme !== null && isChanged && <Button onClick={() => { setLook(theme.look); setName(theme.name); }}>Take changes back</Button>}
            </div>
          </form>
        )}
        <div className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-4">
          {checked.error && <ProblemNotice title="The colors could not be checked" problem={checked.error} onRetry={() => { void checked.refetch(); }} />}
          {shown === null ? !checked.error && <Skeleton className="h-96" /> : (
            <>
              {checked.data && <ThemeWarnings warnings={checked.data.warnings} />}
              <ThemePreview look={shown} name="light" />
              <ThemePreview look={shown} name="dark" />
            </>
          )}
        </div>
      </div>
    </section>
  );
}

/** A theme: its palette, schemes, letters and shapes, with what becomes of them in both looks. */
export function ThemePage({ themeId, onSaved, above }: ThemePageProps) {
  const { data, error, refetch } = useQuery({ ...themesOptions(), enabled: themeId !== null });
  const mayEdit = useMayEdit();
  const theme = data?.items.find(({ id }) => id === themeId) ?? null;
  usePageTitle(theme?.name ?? (themeId === null ? "New theme" : "Theme"));
  if (themeId === null && !mayEdit) return <p className="text-sm text-muted">Editors and owners of the workspace make themes. {above}</p>;
  if (themeId === null) return <Editor theme={null} onSaved={onSaved} above={above} />;
  if (error && data === undefined) return <PageProblem problem={error} thing="theme" onRetry={() => { void refetch(); }} way={above} />;
  if (data === undefined) return <Skeleton className="h-96" />;
  if (theme === null) return <p className="text-sm text-muted">This theme was removed. {above}</p>;
  return <Editor key={`${theme.id} ${String(theme.revision)}`} theme={theme} onSaved={onSaved} above={above} />;
}
