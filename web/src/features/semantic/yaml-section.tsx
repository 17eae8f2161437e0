import { useMutation, useQuery } from "@tanstack/react-query";
import { Download, FileUp } from "lucide-react";
import { useId, useRef } from "react";
import type { ModelState } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { showToast } from "@/ui/toast-store";
import { readYaml, writeYaml } from "./api";

type YamlSectionProps = { id: string | null; revision: number; name: string; isDirty: boolean; canEdit: boolean; onReplaced: (state: ModelState) => void };

const download = (text: string, name: string) => {
  const address = URL.createObjectURL(new Blob([text], { type: "text/yaml" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: `${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}.yaml` });
  link.click();
  URL.revokeObjectURL(address);
};

/** The model as text: to read, to keep beside other code, and to put back. */
export function YamlSection({ id, revision, name, isDirty, canEdit, onReplaced }: YamlSectionProps) {
  const input = useRef<HTMLInputElement>(null);
  const inputId = useId();
  const { data, error, refetch } = useQuery<string, Problem>({ queryKey: ["models", "yaml", id, revision], queryFn: () => readYaml(id ?? ""), enabled: id !== null, staleTime: Infinity, gcTime: 0 });
  const replace = useMutation<ModelState, Problem, File>({
    mutationFn: async (file) => writeYaml(id, revision, await file.text()),
    onSuccess: (state) => { showToast({ tone: "success", title: "The model is what the file says" }); onReplaced(state); },
  });
  return (
    <section aria-label="YAML" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-2">
        <div><h2 className="text-base font-semibold">YAML</h2><p className="text-sm text-muted">The stored model as text. It comes back byte for byte.</p></div>
        <div className="flex flex-wrap gap-2">
          {data !== undefined && <CopyButton text={data} label="Copy" />}
          {data !== undefined && <Button onClick={() => { download(data, name); }}><Download aria-hidden />Download</Button>}
          {canEdit && (
            <>
              <label htmlFor={inputId} className="sr-only">YAML file</label>
              <input ref={input} id={inputId} type="file" accept=".yaml,.yml,text/yaml" className="sr-only" tabIndex={-1} onChange={(event) => { const file = event.target.files?.[0]; event.target.value = ""; if (file) replace.mutate(file); }} />
              <Button isBusy={replace.isPending} disabled={isDirty} onClick={() => { input.current?.click(); }}><FileUp aria-hidden />Replace by a file</Button>
            </>
          )}
        </div>
      </div>
      {isDirty && <p className="text-sm text-muted">Changes that are not saved yet do not stand in it.</p>}
      {replace.error && <ProblemNotice title="The file was not taken" problem={replace.error} />}
      {error && <ProblemNotice title="The text could not be read" problem={error} onRetry={() => { void refetch(); }} />}
      {id === null && <p className="rounded-lg border border-dashed border-line-strong px-3 py-6 text-center text-sm text-muted">Nothing is stored yet: save the model first, or take a file.</p>}
      {id !== null && data === undefined && !error && <Skeleton className="h-64" />}
      {data !== undefined && (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <pre tabIndex={0} aria-label="The model as YAML" className="max-h-[60vh] overflow-auto rounded-lg border border-line bg-sunken p-3 font-mono text-xs leading-5">{data}</pre>
      )}
    </section>
  );
}
