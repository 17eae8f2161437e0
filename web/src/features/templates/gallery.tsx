import { useMutation, useQuery } from "@tanstack/react-query";
import { FileUp, Plus } from "lucide-react";
import { useRef, useState } from "react";
import type { DashboardFile, Dashboard, Template, TemplateCategory } from "@/api/contracts";
import { createDashboard } from "@/api/dashboards";
import { Button } from "@/ui/button";
import { ProblemNotice } from "@/ui/problem-notice";
import { SearchInput } from "@/ui/search-input";
import { Select } from "@/ui/select";
import { Skeleton } from "@/ui/skeleton";
import { showFailure } from "@/ui/toast-store";
import { asProblem } from "@/api/problems";
import { templatesOptions } from "./api";
import { readFile } from "./read-file";
import { TemplateCard } from "./template-card";
import { CATEGORIES } from "./words";

type GalleryProps = {
  onBlank: (made: Dashboard) => void;
  onTemplate: (template: Template) => void;
  onFile: (file: DashboardFile, name: string) => void;
};

const GRID = "grid gap-4 sm:grid-cols-2 lg:grid-cols-3";
const ALL = "all";

const says = ({ name, description }: Template, words: string): boolean => `${name} ${description ?? ""}`.toLowerCase().includes(words.toLowerCase());

function Section({ title, templates, onTemplate }: { title: string; templates: readonly Template[]; onTemplate: (template: Template) => void }) {
  if (templates.length === 0) return null;
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <h2 className="text-base font-semibold">{title}</h2>
      <ul className={GRID}>{templates.map((template) => <TemplateCard key={template.id} template={template} onChoose={() => { onTemplate(template); }} />)}</ul>
    </section>
  );
}

function FromFile({ onFile }: Pick<GalleryProps, "onFile">) {
  const input = useRef<HTMLInputElement>(null);
  const read = useMutation({
    mutationFn: readFile,
    onError: (error) => { showFailure("The file was not read.", { message: error.message, hint: "Choose one that “Download as file” made." }); },
    onSuccess: ({ file, name }) => { onFile(file, name); },
  });
  return (
    <>
      <Button isBusy={read.isPending} onClick={() => input.current?.click()}><FileUp aria-hidden />From a file</Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label="Dashboard file"
        tabIndex={-1}
        className="hidden"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          event.target.value = "";
          if (chosen) read.mutate(chosen);
        }}
      />
    </>
  );
}

/** What a new dashboard can begin with. */
export function Gallery({ onBlank, onTemplate, onFile }: GalleryProps) {
  const { data, error, refetch } = useQuery(templatesOptions());
  const [search, setSearch] = useState("");
  const [category, setCategory] = useState<TemplateCategory | typeof ALL>(ALL);
  const blank = useMutation({
    mutationFn: () => createDashboard("Untitled dashboard"),
    onError: (problem) => { showFailure("The dashboard was not made.", asProblem(problem)); },
    onSuccess: onBlank,
  });
  const found = (data?.items ?? []).filter((template) => (category === ALL || template.category === category) && says(template, search.trim()));
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center gap-3">
        <SearchInput value={search} onChange={setSearch} label="Search templates" className="min-w-48 flex-1 sm:max-w-sm" />
        <Select aria-label="Category" className="w-40" value={category} onChange={setCategory} options={[{ value: ALL, label: "All categories" }, ...CATEGORIES]} />
        <div className="flex gap-2 sm:ml-auto">
          <Button isBusy={blank.isPending} onClick={() => { blank.mutate(); }}><Plus aria-hidden />Blank</Button>
          <FromFile onFile={onFile} />
        </div>
      </div>
      {error && <ProblemNotice title="The templates could not be read" problem={error} onRetry={() => { void refetch(); }} />}
      {!data && !error && <div aria-busy className={GRID}>{[0, 1, 2].map((place) => <Skeleton key={place} className="h-64" />)}</div>}
      <Section title="Of this workspace" templates={found.filter(({ is_built_in }) => !is_built_in)} onTemplate={onTemplate} />
      <Section title="For any data" templates={found.filter(({ is_built_in }) => is_built_in)} onTemplate={onTemplate} />
      {data && found.length === 0 && <p className="py-8 text-center text-sm text-muted">No template is like that.</p>}
    </div>
  );
}
